"""The media type of a problem, and the short name of each status in Chinese."""

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "请求不完整",
    401: "需要登录",
    403: "没有权限",
    404: "没有找到",
    405: "这个地址不支持这种操作",
    408: "接收超时",
    409: "名称不唯一",
    413: "内容太大",
    421: "主机名不被接受",
    422: "参数不正确",
    429: "请求太多",
    500: "系统内部错误",
    503: "数据库暂时没有应答",
}
