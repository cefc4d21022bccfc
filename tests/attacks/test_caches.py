"""No cache grows with the number of texts."""

import functools
import gc
import random
import string

FIRST = ("Anna", "Bob", "Cathy", "Dan")


def _unbounded():
    kind = type(functools.cache(len))
    caches = [entry for entry in gc.get_objects() if isinstance(entry, kind)]
    ours = [entry for entry in caches if entry.__module__.startswith("stancekit")]
    return [entry for entry in ours if entry.cache_parameters()["maxsize"] is None]


def _texts(seed, count):
    dice = random.Random(seed)
    for _ in range(count):
        surname, given = ("".join(dice.choices(string.ascii_lowercase, k=8)).title() for _ in range(2))
        first = dice.choice(FIRST)
        yield (
            f"By {given} {surname}\n\n{first} {surname} lied. Dr {given} {surname} of {given} Corp. left. "
            f"“He is a {given.lower()},” {given} {surname} said of {first} {surname}'s aide, @{surname}."
        )


def test_new_names_fill_no_unbounded_cache(model):
    list(model.pipe(_texts(1, 100)))
    sizes = {entry: entry.cache_info().currsize for entry in _unbounded()}
    assert len(sizes) > 20
    list(model.pipe(_texts(2, 100)))
    grown = [entry.__qualname__ for entry in _unbounded() if entry.cache_info().currsize > sizes.get(entry, 1) + 2]
    assert grown == []
