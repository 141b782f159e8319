-- SPDX-License-Identifier: GPL-3.0-or-later
-- All that decides which posts a list shows, in the order of lists: the page directory of a million posts is one walk of it.
CREATE INDEX posts_in_order ON posts (id, state, section, author);
