#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-includes.py TOP: every include of src/ against the table in src/README.md.

The table's rows are: | `folder/` | holds | ours it may include | libraries met only there |. A header of ours belongs to the folder it lies in; a library's header is known
by LIBRARIES. Whatever the table does not allow fails, and so does a library that no row names.
"""
import pathlib
import re
import sys

LIBRARIES = {
    'sodium': r'sodium\.h', 'liboath': r'liboath/', 'icu': r'unicode/', 'libpsl': r'libpsl\.h', 'json-glib': r'json-glib/', 'sqlite3': r'sqlite3\.h', 'libsoup': r'libsoup/',
    'libical': r'libical/', 'libsecret': r'libsecret/', 'gnutls': r'gnutls/', 'cairo': r'cairo', 'pango': r'pango/', 'gdk-pixbuf': r'gdk-pixbuf/', 'qrencode': r'qrencode\.h', 'gstreamer': r'gst/', 'seccomp': r'seccomp\.h', 'lcms2': r'lcms2\.h', 'enchant': r'enchant\.h', 'gtk': r'(gtk|gdk)/', 'libadwaita': r'adwaita\.h',
}
FREE = r'(malloc|poll|sched|dlfcn|glib|glib-unix|glib-object|gio|gmodule|config|math|string|stdlib|stdio|errno|unistd|fcntl|signal|termios|locale|float|limits|stdint|inttypes|time)(\.h|/)|sys/|netinet/|arpa/|glib/|gio/|linux/|cs-[a-z]+-resources\.h'

top = pathlib.Path(sys.argv[1])
table = {}
for line in (top / 'src/README.md').read_text(encoding='utf-8').splitlines():
    m = re.match(r'\| `(\w+)/` \|[^|]*\|([^|]*)\|([^|]*)\|', line)
    if m:
        words = lambda cell: set(re.findall(r'[\w-]+', cell))
        table[m[1]] = (words(m[2]), words(m[3]))
if len(table) < 7:
    sys.exit('src/README.md: the table of folders was not found')

owner = {}
for header in (top / 'src').rglob('*.h'):
    owner.setdefault(header.name, set()).add(header.relative_to(top / 'src').parts[0])

bad = 0
for path in sorted(p for end in ('*.c', '*.h') for p in (top / 'src').rglob(end)):
    folder = path.relative_to(top / 'src').parts[0]
    may, libraries = table.get(folder, (set(), set()))
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        m = re.match(r'\s*#\s*include\s*[<"]([^">]+)[">]', line)
        if not m or re.match(FREE, m[1]):
            continue
        name = m[1].rsplit('/', 1)[-1]
        wrong = None
        if name in owner and m[0].rstrip().endswith('"'):
            if folder not in owner[name] and not owner[name] & may:
                wrong = f'{folder} may not include {"/".join(owner[name])}'
        else:
            library = next((n for n, pattern in LIBRARIES.items() if re.match(pattern, m[1])), None)
            if library not in libraries:
                wrong = f'{folder} may not use {library or "this header"}'
        if wrong:
            print(f'{path.relative_to(top)}:{number}: {m[1]}: {wrong}')
            bad += 1
print(f'{bad} includes against the table')
sys.exit(bad > 0)
