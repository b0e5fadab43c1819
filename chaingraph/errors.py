"""One tree of errors; messages are Chinese and name the thing, the value and the rule."""


class ChaingraphError(Exception):
    """Anything this project refuses or cannot do; its text is meant for the person at the screen."""


class InvalidFact(ChaingraphError):
    """A fact that cannot be true was about to exist."""


class Refused(ChaingraphError):
    """Input that is understood and not accepted."""


class UnknownName(Refused):
    """A name that nothing in the store answers to; carries suggestions."""

    def __init__(self, what: str, name: str, suggestions: tuple[str, ...] = ()) -> None:
        hint = f"；相近的有：{'、'.join(suggestions)}" if suggestions else ""
        super().__init__(f"找不到{what}“{name}”{hint}")
        self.what, self.name, self.suggestions = what, name, suggestions


class AmbiguousName(Refused):
    """A name that several things answer to; carries the choices."""

    def __init__(self, what: str, name: str, choices: tuple[str, ...]) -> None:
        super().__init__(f"{what}“{name}”不唯一，请写明是哪一个：{'、'.join(choices)}")
        self.what, self.name, self.choices = what, name, choices


class Overtaken(Refused):
    """Something was changed by somebody else since it was looked at; nothing of the later change is kept."""


class Outrun(Overtaken):
    """An import was resolved against data that another import has changed since; nothing of it is stored."""


class StoreError(ChaingraphError):
    """The store cannot do what was asked: wrong address, damaged rows, newer schema."""


class StoreUnavailable(StoreError):
    """The store does not answer now; trying again later may work."""


class ReadOnlyStore(StoreError):
    """The store may be read and not written."""


class Damaged(StoreError):
    """What is stored is not what was written; nothing of it is answered."""
