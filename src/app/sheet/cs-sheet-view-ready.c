/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-view-private.h"

#include "cs-sheet-facts.h"
#include "cs-sheet-post.h"
#include "cs-sheet-words.h"

/* What has to be done before one may approve: nothing is signed unseen, unread or unticked. */

static CsSheetNeed
find_need (CsSheetView *self,
           guint       *left)
{
  *left = 0;
  if (self->sheet->last_stage && cs_sheet_words_is_late (self->sheet->post, g_get_real_time ()))
    return CS_NEED_TIME;
  if (cs_sheet_seen_has_trouble (self->seen))
    return CS_NEED_PICTURE;
  if (!cs_sheet_seen_is_whole (self->seen))
    return CS_NEED_SEEING;
  return CS_NEED_NOTHING;
}

static gboolean
may_decide (CsSheetView *self)
{
  return self->sheet && self->sheet->post->state == CS_POST_IN_REVIEW && self->sheet->may_decide == CS_MAY_DECIDE;
}

void
cs_sheet_view_ready_update (CsSheetView *self)
{
  g_autofree char *text = NULL;
  guint left;

  if (may_decide (self))
    {
      CsSheetNeed need = find_need (self, &left);

      text = cs_sheet_words_need (need, left);
    }
  cs_decision_bar_set_blocker (self->bar, text);
}

/* Another version is shown: whatever was seen or ticked was of the one before. */
void
cs_sheet_view_ready_restart (CsSheetView *self)
{
  cs_sheet_seen_restart (self->seen);
}

gboolean
cs_sheet_view_is_ready (CsSheetView *self)
{
  guint left;

  return may_decide (self) && find_need (self, &left) == CS_NEED_NOTHING;
}

/* The key that leads to the button leads to whatever stands before it. */
void
cs_sheet_view_ready_go_on (CsSheetView *self)
{
  guint left;

  if (!may_decide (self))
    return;
  switch (find_need (self, &left))
    {
    case CS_NEED_NOTHING:
      cs_decision_bar_focus_decide (self->bar);
      break;
    case CS_NEED_SEEING:
      if (!cs_sheet_post_shows_whole (CS_SHEET_POST (self->left)))
        cs_sheet_post_set_show_changes (CS_SHEET_POST (self->left), FALSE);
      cs_sheet_seen_go_on (self->seen);
      break;
    case CS_NEED_LINES:
    case CS_NEED_TICKS:
    case CS_NEED_TIME:
    case CS_NEED_PICTURE:
      break;
    }
}

void
cs_sheet_view_ready_init (CsSheetView *self)
{
  self->seen = cs_sheet_seen_new (GTK_SCROLLED_WINDOW (self->scroller), self->left);
  g_signal_connect_object (self->seen, "notify::whole",
                           G_CALLBACK (cs_sheet_view_ready_update), self, G_CONNECT_SWAPPED);
}
