-- SPDX-License-Identifier: GPL-3.0-or-later
-- Accounts are looked at by themselves, so that a login that has died is told of before a post needs it.
ALTER TABLE accounts ADD COLUMN look_at INTEGER NOT NULL DEFAULT 0;  -- when next; 0 = it was never learnt from its network
UPDATE accounts SET look_at = limits_at + 86400000000 WHERE limits_at > 0;
