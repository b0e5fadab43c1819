"""The identifiers of the field, each a type of its own."""

from typing import NewType

EnterpriseId = NewType("EnterpriseId", str)
ProductId = NewType("ProductId", str)
ChainId = NewType("ChainId", str)
SegmentKey = NewType("SegmentKey", str)
ImportId = NewType("ImportId", str)
DataVersion = NewType("DataVersion", str)
