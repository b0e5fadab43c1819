"""What an installation brings along is licensed so that we may ship it."""

from tools.licences import brought, is_forbidden, licence_of


def test_nothing_that_is_needed_to_run_has_an_unknown_or_forbidden_licence() -> None:
    found = brought()
    assert {"chaingraph", "numpy", "fastapi", "starlette"} <= set(found)
    for name, one in found.items():
        assert licence_of(one), name
        assert not is_forbidden(licence_of(one)), name


def test_a_licence_that_would_bind_us_is_forbidden() -> None:
    named = ("AGPL-3.0-only", "GPL-2.0-or-later", "GNU General Public License v3 (GPLv3)", "SSPL-1.0")
    assert all(is_forbidden(one) for one in named)
    assert not any(is_forbidden(one) for one in ("MIT", "Apache-2.0 OR GPL-2.0-only", "LGPL-2.1-or-later"))
