/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-replies.h"

G_BEGIN_DECLS

/**
 * CsJournalItem:
 *
 * One entry in a list model. Its fields are to be read only.
 */
#define CS_TYPE_JOURNAL_ITEM (cs_journal_item_get_type ())
G_DECLARE_FINAL_TYPE (CsJournalItem, cs_journal_item, CS, JOURNAL_ITEM, GObject)

struct _CsJournalItem
{
  GObject parent_instance;

  gint64  sequence;
  gint64  at;
  gint64  post;       /* 0 = none */
  char   *actor_name; /* "" = the program; strings owned */
  char   *sentence;
  char   *excerpt;    /* "" = no post */
};

CsJournalItem *cs_journal_item_new (const CsJournalInfo *info) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsJournalRow:
 *
 * One entry as a row: who, what happened, to which post, when. A button shows only what happened to that post (page.only-post).
 */
#define CS_TYPE_JOURNAL_ROW (cs_journal_row_get_type ())
G_DECLARE_FINAL_TYPE (CsJournalRow, cs_journal_row, CS, JOURNAL_ROW, AdwBin)

GtkWidget *cs_journal_row_new (void);

/**
 * cs_journal_row_set:
 *
 * To be called once the row stands in its list: it names the list's row for screen readers too.
 */
void       cs_journal_row_set (CsJournalRow  *self,
                               CsJournalItem *item);

G_END_DECLS
