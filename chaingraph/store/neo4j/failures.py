"""What an error of the driver means to the person at the screen; its own text is never repeated."""

from typing import NamedTuple

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConstraintError,
    DatabaseUnavailable,
    DriverError,
    Neo4jError,
    TransientError,
)

from chaingraph.errors import StoreError, StoreUnavailable

LIMITED = "Neo.ClientError.Security.AuthenticationRateLimit"
OUT_OF_MEMORY = "OutOfMemory"
BUSY = (ConstraintError, TransientError, DatabaseUnavailable)


class TooMuch(StoreUnavailable):
    """One statement took longer than it may, or more memory than there is; nothing of its transaction is stored."""


class Failure(NamedTuple):
    """The error to raise, and whether the server should be left alone for a while."""

    error: BaseException
    gone: bool


def failure_of(error: BaseException, server: str) -> Failure:
    """What to raise for an error met while talking to the server; errors of ours and of Python stay as they are."""
    if isinstance(error, AuthError):
        told = f"Neo4j 数据库（{server}）拒绝登录：用户名或密码不对，或没有设置密码"
        return Failure(StoreError(told), True)
    if isinstance(error, ConfigurationError):
        return Failure(StoreError("Neo4j 地址不能使用，请检查协议和主机"), False)
    if isinstance(error, BUSY) and OUT_OF_MEMORY in str(error.code):
        return Failure(TooMuch(f"Neo4j 数据库（{server}）内存不足（{error.code}）"), False)
    if isinstance(error, BUSY):
        return Failure(StoreUnavailable(f"Neo4j 数据库（{server}）正忙，请稍后再试（{error.code}）"), False)
    if isinstance(error, ClientError):
        return _of_request(error, server)
    if isinstance(error, Neo4jError):
        return Failure(unavailable(server, f"服务器内部错误（{error.code}）"), True)
    if isinstance(error, (DriverError, OSError)):
        return Failure(unavailable(server, "连不上，或连接中断"), True)
    return Failure(error, False)


def unavailable(server: str, why: str) -> StoreUnavailable:
    """The server cannot answer now."""
    return StoreUnavailable(f"Neo4j 数据库（{server}）暂时不可用：{why}")


def _of_request(error: ClientError, server: str) -> Failure:
    code = str(error.code)
    if code == LIMITED:
        return Failure(unavailable(server, "登录失败次数过多，请稍后再试"), True)
    if "TransactionTimedOut" in code:
        return Failure(unavailable(server, "执行超时"), False)
    return Failure(StoreError(f"Neo4j 数据库不接受这个请求（{code}）"), False)
