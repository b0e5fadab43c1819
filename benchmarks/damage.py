"""Damage done to a store's file, bit by bit and row by row: how much of it is answered as if nothing had been.

python -m benchmarks.damage --number 600 --seed 1
"""

import argparse
import json
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from chaingraph.errors import ChaingraphError
from chaingraph.ids import ImportId
from chaingraph.model.kinds import KINDS
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.sqlite import SqliteStore
from tests.api.world import facts
from tests.builders import firm

Harm = Callable[[Path, random.Random], str]
TOLD, SAME, WRONG, UNCAUGHT = "told", "same answer", "wrong without a word", "uncaught"
TABLES = (*(kind.name for kind in KINDS), "imports", "records", "kept", "sums")


def made(path: Path) -> Path:
    """A store with everything in it that a store may hold."""
    with SqliteStore(path) as store:
        store.write(ImportBatch(id=ImportId("first"), title="名录", facts=facts(), report='{"read": 9}', by="甲"))
        many = [firm(f"企业{number:03}", business_scope="电池材料" * 9, employees=number) for number in range(150)]
        store.write(ImportBatch(id=ImportId("second"), title="更正", facts={"enterprises": many}))
        store.write(ImportBatch(id=ImportId("decision-1"), title="标注", facts={"enterprises": [firm("本地小厂")]}))
        for number in range(12):
            store.put("users", f"账号{number}", json.dumps({"name": f"账号{number}", "password": "x" * 40}))
            store.put("audit", f"{number:04}", json.dumps({"by": "甲", "act": "导入"}))
        store.keep("tags/a", bytes(range(256)) * 20)
    return path


def answers(path: Path) -> str:
    """All that the store answers, as one text; its cache may be empty, never wrong."""
    with SqliteStore(path) as store:
        version, found = store.read()
        told = [repr(fact) for kind in KINDS for fact in found[kind.name]]
        told += [repr(store.said(record.id)["enterprises"]) for record in store.imports()]
        told += [repr(record) for record in store.imports()]
        told += [repr(store.records(family)) for family in ("users", "audit")]
        told += [repr(store.layers_of("enterprises", "本地小厂")), repr(store.record("users", "账号3"))]
        told.append(repr(store.record("users", "无此人")))
        kept = store.cached("tags/a")
        if kept not in (None, bytes(range(256)) * 20):
            told.append("a wrong cache")
        return f"{version}\n" + "\n".join(told)


def flipped_bit(path: Path, chance: random.Random) -> str:
    """One bit of the file."""
    raw = bytearray(path.read_bytes())
    place, bit = chance.randrange(len(raw)), chance.randrange(8)
    raw[place] ^= 1 << bit
    path.write_bytes(raw)
    return f"bit {bit} of byte {place}"


def zeroed_page(path: Path, chance: random.Random) -> str:
    """Part of a page set to noughts, or a page over another."""
    raw = bytearray(path.read_bytes())
    pages = len(raw) // 4096
    page, start = chance.randrange(pages), chance.randrange(0, 4000)
    if chance.random() < 0.5:
        raw[page * 4096 + start : page * 4096 + start + 90] = bytes(90)
    else:
        other = chance.randrange(pages)
        raw[page * 4096 : page * 4096 + 4096] = raw[other * 4096 : other * 4096 + 4096]
    path.write_bytes(raw)
    return f"page {page}"


def cut_short(path: Path, chance: random.Random) -> str:
    """The end of the file gone."""
    raw = path.read_bytes()
    left = chance.randrange(1, len(raw))
    path.write_bytes(raw[:left])
    return f"cut to {left}"


def by_hand(path: Path, chance: random.Random) -> str:
    """A row deleted, or one of its values changed, with another program."""
    db = sqlite3.connect(path)
    filled = [name for name in TABLES if db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]]
    table = chance.choice(filled)
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
    keys = [f'"{row[1]}"' for row in db.execute(f'PRAGMA table_info("{table}")') if row[5]]
    where = " AND ".join(f"{key} = ?" for key in keys)
    rows = db.execute(f'SELECT {", ".join(keys)} FROM "{table}"').fetchall()
    row, column = chance.choice(rows), chance.choice(columns)
    if chance.random() < 0.5:
        text, values = f'DELETE FROM "{table}" WHERE {where}', row
    else:
        text, values = f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', (chance.choice(["9", 9, "甲"]), *row)
    try:
        db.execute(text, values)
        db.commit()
    except sqlite3.Error:
        db.rollback()
    db.close()
    return f"{text} {row}"


HARMS: tuple[Harm, ...] = (flipped_bit, flipped_bit, flipped_bit, zeroed_page, cut_short, by_hand)


def outcome(path: Path, expected: str) -> str:
    """What became of the answers."""
    try:
        found = answers(path)
    except ChaingraphError:
        return TOLD
    except Exception as error:  # noqa: BLE001  (what is counted here)
        return f"{UNCAUGHT}: {type(error).__name__} {error}"[:100]
    return SAME if found == expected else WRONG


def verified(path: Path) -> str:
    """Whether looking at every row ends, and what it says."""
    try:
        with SqliteStore(path) as store:
            return "verify: damage" if store.verify() else "verify: sound"
    except ChaingraphError:
        return "verify: refused"
    except Exception:  # noqa: BLE001  (what is counted here)
        return f"verify: {UNCAUGHT}"


def programme(number: int, seed: int, folder: Path) -> tuple[Counter[str], list[str]]:
    """So many damages, each to a fresh copy; outcomes counted, and what was done where one is bad."""
    whole = made(folder / "whole.db")
    expected, counts, bad = answers(whole), Counter[str](), []
    chance = random.Random(seed)
    for turn in range(number):
        path = folder / "harmed.db"
        for old in folder.glob("harmed.db*"):
            old.unlink()
        shutil.copy(whole, path)
        did = HARMS[turn % len(HARMS)](path, chance)
        looked, came = verified(path), outcome(path, expected)
        counts.update([looked, came])
        if came == WRONG or UNCAUGHT in came or UNCAUGHT in looked or (came == WRONG and looked == "verify: sound"):
            bad.append(f"{came}; {looked}: {did}")
    return counts, bad


def main() -> None:
    """Run and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--number", type=int, default=600)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts, bad = programme(given.number, given.seed, Path(folder))
    for name, times in sorted(counts.items()):
        print(f"{name:24} {times:6}")
    for line in bad:
        print("BAD", line)


if __name__ == "__main__":
    main()
