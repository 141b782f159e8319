# SPDX-License-Identifier: GPL-3.0-or-later
"""Drive a GTK 4 application as a person would, inside ui-run.

    with uidrive.App(['build/src/countersign']) as app:
        app.press('page tab', 'Comment')          # accessible action
        app.click('text', 'Title')                # real mouse (XTest)
        app.type('Release 1.2'); app.key('ctrl+s')
        app.wait_for('label', 'Saved')            # prefix with prefix=True
        app.shot('saved.png')

What the screen reader sees (AT-SPI) finds things and reads them; real mouse
and keyboard events (xdotool) change them. Run it with /usr/bin/python3.
Packages: python3-gi gir1.2-atspi-2.0 xdotool x11-utils imagemagick.

GTK 4.8 limits that shape this file: no SHOWING state and stale extents on
hidden pages, no screen coordinates (asking makes the application warn), no
grab_focus, rows and cells without actions, wrong extents inside popovers
(press() or the keyboard there, not click()).
"""
import itertools
import os
import re
import subprocess
import time
import warnings

# fatal-warnings is for the application: libatspi warns here while one starts.
G_DEBUG = os.environ.pop('G_DEBUG', '')

import gi  # noqa: E402

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter('ignore', DeprecationWarning)
TIMEOUT = float(os.environ.get('UI_TIMEOUT', 10))
LEAVES = {'label', 'image', 'scroll bar', 'page tab', 'separator'}
ROWS = {'table row', 'list item'}
CLASS_NAME = re.compile(r'^(Gtk|Adw)[A-Z][A-Za-z]+$')


# GTK 4.8 with at-spi 2.46 and GTK 4.18 with at-spi 2.56 call some things differently: here all have one name.
ROLE_NAMES = {'push button': 'button', 'toggle button': 'button', 'switch': 'check box', 'filler': 'panel'}


def role(a):
    """Role name, alike on both."""
    r = a.get_role_name()
    return ROLE_NAMES.get(r, r)


def name(a):
    """Accessible name; GTK 4.8 calls a button with a mnemonic '_Save Save'."""
    n = a.get_name() or ''
    half = n[:len(n) // 2]
    plain = half.replace('_', '', 1)
    return plain if '_' in half and n == f'{half} {plain}' else n


def states(a):
    return {s.value_nick for s in a.get_state_set().get_states()}


def text(a):
    """What a text, entry, label or GtkTextView holds."""
    return Atspi.Text.get_text(a, 0, Atspi.Text.get_character_count(a))


def actions(a):
    if 'Action' not in a.get_interfaces():
        return []
    return [Atspi.Action.get_action_name(a, i) for i in range(Atspi.Action.get_n_actions(a))]


def walk(a, rows=0):
    """The tree below a, depth first. Every node costs two or three questions
    on the bus, near a millisecond, and a GtkColumnView keeps some 200 rows:
    rows=0 leaves out the rows of long lists, 1 takes them, 2 their cells too."""
    try:
        r = role(a)
        n = 0 if r in LEAVES else a.get_child_count()
        first = a.get_child_at_index(0) if n else None
        long = n > 40 and first is not None and role(first) in ROWS
        kids = [] if long and not rows else [a.get_child_at_index(i) for i in range(n)]
    except GLib.Error:  # it went away while we looked
        return
    yield a
    for k in kids:
        if k is None:
            continue
        if long and rows < 2:
            yield k
        else:
            yield from walk(k, rows)


def poll(f, what, timeout=None):
    """f()'s first true value; AssertionError naming what after the timeout."""
    end = time.monotonic() + (TIMEOUT if timeout is None else timeout)
    while True:
        try:
            v = f()
            if v:
                return v
        except GLib.Error:
            pass
        if time.monotonic() > end:
            raise AssertionError('never happened: ' + what)
        time.sleep(0.03)


def xdo(*args):
    return subprocess.run(['xdotool', *map(str, args)], check=True, text=True, capture_output=True).stdout


class App:
    def __init__(self, argv, env=None):
        self.proc = subprocess.Popen(argv, env={**os.environ, 'G_DEBUG': G_DEBUG, **(env or {})})

    def __enter__(self):
        self.xid = int(poll(self._xids, 'application window')[-1])
        Atspi.init()
        Atspi.set_timeout(int(TIMEOUT * 1000), int(TIMEOUT * 1000))  # of one answer; 0.8 s is short for a new dialog
        self.acc = poll(self._find_app, 'application on the accessibility bus')
        xdo('windowfocus', '--sync', self.xid)
        return self

    def __exit__(self, *exc):
        if exc[0] and os.environ.get('UI_SHOTS'):
            subprocess.run(['import', '-window', 'root', os.path.join(os.environ['UI_SHOTS'], 'failed.png')])
        if self.proc.poll() is None:
            self.proc.terminate()
        self.proc.wait(10)

    def _find_app(self):
        desk = Atspi.get_desktop(0)
        for i in range(desk.get_child_count()):
            a = desk.get_child_at_index(i)
            if a is not None and a.get_process_id() == self.proc.pid and a.get_child_count():
                return a

    def _xids(self):
        if self.proc.poll() is not None:
            raise AssertionError(f'application ended with {self.proc.returncode}')
        return subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.proc.pid)],
                              text=True, capture_output=True).stdout.split()

    # finding and reading
    def each(self, r=None, n=None, within=None, rows=0, prefix=False):
        for a in walk(within or self.acc, max(rows, r in ROWS)):
            if (r is None or role(a) == r) and (n is None or name(a) == n or (prefix and name(a).startswith(n))):
                yield a

    def all(self, *args, **kw):
        return list(self.each(*args, **kw))

    def find(self, r, n=None, timeout=None, **kw):
        return poll(lambda: next(self.each(r, n, **kw), None), f'{r} {n!r}', timeout)

    wait_for = find

    def wait(self, f, what, timeout=None):
        return poll(f, what, timeout)

    def gone(self, r, n, timeout=None):
        poll(lambda: next(self.each(r, n), None) is None, f'{r} {n!r} going away', timeout)

    def text(self, r, n):
        return text(self.find(r, n))

    def rows(self, within=None, count=20):
        """The first rows of a list, each a list of its cells' texts. Hand over
        the list as within: every page's rows are in the tree, shown or not.
        The first row in the tree is not always the first on the screen."""
        rows = (x for x in walk(within or self.acc, 1) if role(x) in ROWS)
        return [[name(c) for c in walk(x, 2) if role(c) == 'label'] for x in itertools.islice(rows, count)]

    # doing, by accessible action: works on what is off screen too
    def press(self, r, n=None, **kw):
        a = self.find(r, n, **kw) if isinstance(r, str) else r
        act = actions(a)
        i = next((act.index(x) for x in ('click', 'toggle', 'activate') if x in act), None)
        assert i is not None and Atspi.Action.do_action(a, i), f'{role(a)} {name(a)!r} has no action'
        return a

    def set_text(self, r, n, value):
        a = self.find(r, n)
        assert Atspi.EditableText.set_text_contents(a, value)
        poll(lambda: text(a) == value, f'{n!r} holding {value!r}')
        return a

    # doing, as a person: real events
    def point(self, a):
        """Screen coordinates of a's middle, from its extents in its window."""
        top = a
        while role(top.get_parent()) != 'application':
            top = top.get_parent()
        t = Atspi.Component.get_extents(top, Atspi.CoordType.WINDOW)
        e = Atspi.Component.get_extents(a, Atspi.CoordType.WINDOW)
        assert e.width > 0 and e.height > 0, f'{role(a)} {name(a)!r} is not shown'
        g = dict(x.split('=') for x in xdo('getwindowgeometry', '--shell', self.xid).split())
        p = subprocess.run(['xprop', '-id', str(self.xid), '_GTK_FRAME_EXTENTS'], text=True, capture_output=True).stdout
        l, r, u, d = map(int, p.split('=')[1].split(',')) if '=' in p else (0, 0, 0, 0)
        bx = (int(g['WIDTH']) - l - r - t.width) / 2  # the border GTK draws without a compositor
        by = (int(g['HEIGHT']) - u - d - t.height) / 2
        return int(int(g['X']) + l + bx + e.x + e.width / 2), int(int(g['Y']) + u + by + e.y + e.height / 2)

    def click(self, r, n=None, button=1, times=1, **kw):
        a = self.find(r, n, **kw) if isinstance(r, str) else r
        poll(lambda: Atspi.Component.get_extents(a, Atspi.CoordType.WINDOW).width > 0, f'{n or name(a)!r} shown')
        xdo('mousemove', *self.point(a), 'click', '--repeat', times, '--delay', 60, button)
        if role(a) in ('text', 'entry', 'password text'):
            try:  # keys sent before the focus has moved are lost
                poll(lambda: 'focused' in states(a), 'focus', 0.5)
            except AssertionError:  # AdwEntryRow never says so
                pass
        return a

    def type(self, s):
        """Type s. What is not ASCII goes in by code point (Ctrl+Shift+U, GTK's
        own input method): xdotool would remap the keyboard for it, and then
        loses a character now and then. 'xdotool type' also drops line ends."""
        for run in re.findall(r'[ -~]+|\n|[^\n]', s):
            if run == '\n':
                xdo('key', 'Return')
            elif run.isascii():
                xdo('type', '--delay', 8, run)
            else:
                xdo('key', '--delay', 4, 'ctrl+shift+u', *f'{ord(run):x}', 'space')

    def key(self, *keys):
        xdo('key', *keys)

    def window(self, title, timeout=None):
        """Send the next keys to the window with this title (a dialog)."""
        w = poll(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '^' + re.escape(title) + '$'],
                                        text=True, capture_output=True).stdout.split(), f'window {title!r}', timeout)
        self.return_to(int(w[-1]))

    def return_to(self, xid):
        """Send the next keys to the window that had this xid: no window manager gives the focus back when a dialog goes."""
        self.xid = xid
        xdo('windowfocus', '--sync', xid)

    def choose_file(self, title, path):
        """Answer GTK's own file chooser by typing a path."""
        main = self.xid
        self.window(title)
        self.key('ctrl+l')
        e = poll(lambda: self._location_entry(title), 'location entry')
        Atspi.EditableText.set_text_contents(e, path)
        for _i in range(5):  # a chooser that still reads the folder takes no notice of the key, nor does one above a window that is modal itself
            xdo('key', 'Return')
            if _i > 0:
                self._press_open(title)
            try:
                poll(lambda: self.find_window(title) is self.acc, f'{title!r} closed', 4)
                break
            except AssertionError:
                pass
        self.return_to(main)

    def _press_open(self, title):
        window = self.find_window(title)
        for a in walk(window) if window is not self.acc else ():
            if role(a) == 'button' and name(a) in ('Open', '打开') and 'click' in actions(a):
                self.press(a)

    def _location_entry(self, title):
        """By its name on GTK 4.8; on 4.18 it has none, but the focus."""
        for a in walk(self.find_window(title)):
            if name(a) == 'GtkFileChooserEntry' or (role(a) == 'text' and 'focused' in states(a)):
                return a

    def find_window(self, title):
        tops = (self.acc.get_child_at_index(i) for i in range(self.acc.get_child_count()))
        return next((a for a in tops if a is not None and name(a) == title), self.acc)

    def paste_image(self, path):
        """Put a PNG on the clipboard, as a screenshot tool does; then key('ctrl+v')."""
        subprocess.run(['xclip', '-selection', 'clipboard', '-t', 'image/png', '-i', path], check=True)

    def close(self, key='ctrl+q'):
        """Quit by its shortcut and demand a clean end: exit status 0, which
        under AddressSanitizer also means no error found. Else App terminates it."""
        xdo('windowfocus', '--sync', self.xid, 'key', key)
        poll(lambda: self.proc.poll() is not None, f'{key} ending the application', 60)
        assert self.proc.returncode == 0, f'application ended with {self.proc.returncode}'

    # looking
    def shot(self, path):
        subprocess.run([os.path.join(os.path.dirname(os.path.abspath(__file__)), 'shot'), path], check=True)

    def unnamed(self, within=None):
        """Focusable things a screen reader cannot name well: must be [], but
        for GTK 4.8's own: a GtkColumnView's header row, file chooser, About;
        and but for the cross of a toast, which libadwaita 1.2 leaves nameless."""
        bad = []
        for a in walk(within or self.acc, 1):
            try:
                n = a.get_name() or ''
                if 'focusable' in states(a) and role(a) not in ('frame', 'scroll pane', 'list', 'panel') \
                        and (not n.strip() or CLASS_NAME.match(n) or '_' in n) \
                        and not (a.get_parent().get_name() or '').startswith('AdwToast'):
                    bad.append(f'{role(a)} {n!r}')
            except GLib.Error:  # it went away while we looked: a list is made anew while it is live
                continue
        return bad
