#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-translations.py TOP: every language of po/LINGUAS is complete: nothing untranslated, nothing fuzzy, formats right."""
import pathlib
import subprocess
import sys
import tempfile

top = pathlib.Path(sys.argv[1])
bad = 0
with tempfile.TemporaryDirectory() as folder:
    pot = pathlib.Path(folder, 'countersign.pot')
    subprocess.run(['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
                    '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3', '--keyword=ngettext:1,2', '-f', 'po/POTFILES', '-o', pot], cwd=top, check=True)
    for language in (top / 'po/LINGUAS').read_text().split():
        merged = pathlib.Path(folder, language + '.po')
        subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, top / f'po/{language}.po', pot], check=True)
        out = subprocess.run(['msgfmt', '--check', '--statistics', '-o', '/dev/null', merged], text=True, capture_output=True)
        print(language + ':', out.stderr.strip())
        if out.returncode or 'untranslated' in out.stderr or 'fuzzy' in out.stderr:
            missing = subprocess.run(['msgattrib', '--untranslated', '--no-obsolete', merged], text=True, capture_output=True).stdout
            print('\n'.join(missing.splitlines()[:80]))
            bad = 1
sys.exit(bad)
