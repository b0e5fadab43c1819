"""Words in a name that say it is a firm's, in Chinese and in the Latin languages of facility lists."""

import re

FIRM = re.compile(
    r"公司|集团|[厂社]$|工厂|股份|\b(ltd|limited|inc|corp|corporation|co|company|llc|gmbh|ag|plc|jsc|pte|sa|s\.a\.?|a\.s\.?|spa|bv|kg|oy|ab"
    r"|group|holdings?|industries|factory|mills?|garments?|textiles?)\b\.?",
    re.IGNORECASE,
)
