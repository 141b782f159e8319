#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-forbidden.py TOP: names that must not stand in the sources, by forbidden.txt beside this file."""
import pathlib
import re
import sys

top = pathlib.Path(sys.argv[1])
rules = []
for line in (pathlib.Path(__file__).parent / 'forbidden.txt').read_text().splitlines():
    if line and not line.startswith('#'):
        pattern, where, why = line.split('\t')
        folder, *without = where.split('!')
        rules.append((re.compile(pattern), folder, without, why))

found = 0
for path in sorted(p for end in ('*.c', '*.h', '*.ui') for p in (top / 'src').rglob(end)):
    name = path.relative_to(top).as_posix()
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        for pattern, folder, without, why in rules:
            if name.startswith(folder + '/') and not any(name.startswith(w + '/') for w in without) and pattern.search(line):
                print(f'{name}:{number}: {pattern.search(line).group(0)!r}: {why}')
                found += 1
print(f'{found} forbidden names')
sys.exit(found > 0)
