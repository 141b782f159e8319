/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-view-private.h"

#include "cs-sheet-facts.h"
#include "cs-sheet-post.h"
#include "cs-sheet-words.h"

/* What has to be done before one may approve: nothing is signed unseen, unread or unticked. */

static CsTickList *
get_ticks (CsSheetView *self)
{
  return cs_sheet_facts_get_ticks (CS_SHEET_FACTS (self->right));
}

static CsSheetNeed
find_need (CsSheetView *self,
           guint       *left)
{
  *left = 0;
  if (self->sheet->last_stage && cs_sheet_words_is_late (self->sheet->post, g_get_real_time ()))
    return CS_NEED_TIME;
  if (cs_sheet_seen_has_trouble (self->seen))
    return CS_NEED_PICTURE;
  if (self->sheet->n_lines > 0)
    {
      CsLineReader *reader = CS_LINE_READER (self->reader);

      /* Every line was shown large and confirmed by itself: that is more than having had the whole on the screen. */
      *left = cs_line_reader_get_n_lines (reader) - cs_line_reader_get_n_confirmed (reader);
      if (*left > 0)
        return CS_NEED_LINES;
    }
  else if (!cs_sheet_seen_is_whole (self->seen))
    {
      return CS_NEED_SEEING;
    }
  *left = cs_tick_list_get_n_left (get_ticks (self));
  return *left > 0 ? CS_NEED_TICKS : CS_NEED_NOTHING;
}

static gboolean
may_decide (CsSheetView *self)
{
  return self->sheet && cs_sheet_words_may_act (self->sheet);
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
  cs_tick_list_clear (get_ticks (self));
  cs_line_reader_set (CS_LINE_READER (self->reader), self->sheet->content);
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
      cs_sheet_facts_show_sources (CS_SHEET_FACTS (self->right)); /* looked at once they are painted */
      break;
    case CS_NEED_LINES:
      cs_sheet_view_show_lines (self, TRUE);
      break;
    case CS_NEED_TICKS:
      cs_tick_list_focus_next (get_ticks (self));
      break;
    case CS_NEED_TIME:
    case CS_NEED_PICTURE:
      break;
    }
}

/* Line by line, in place of the sheet. Who has read all of it comes back to the button. */
void
cs_sheet_view_show_lines (CsSheetView *self,
                          gboolean     show)
{
  gboolean shown = gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->reader;

  if (show == shown || (show && (!may_decide (self) || self->sheet->n_lines == 0)))
    return;
  if (show)
    {
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->reader);
      cs_line_reader_take_focus (CS_LINE_READER (self->reader));
      cs_sheet_view_begin_acting (self);
      return;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "sheet");
  cs_sheet_view_take_focus (self);
  if (cs_sheet_view_is_ready (self))
    cs_decision_bar_focus_decide (self->bar);
}

static void
ticked_cb (CsSheetView *self)
{
  cs_sheet_view_ready_update (self);
  if (cs_tick_list_get_bits (get_ticks (self)) != 0)
    cs_sheet_view_begin_acting (self);
}

void
cs_sheet_view_ready_init (CsSheetView *self)
{
  GtkWidget *sources = cs_sheet_facts_get_source_list (CS_SHEET_FACTS (self->right));

  self->reader = cs_line_reader_new (self->session);
  gtk_stack_add_child (GTK_STACK (self->stack), self->reader);
  g_signal_connect_object (self->reader, "progressed",
                           G_CALLBACK (cs_sheet_view_ready_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_ticks (self), "changed", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  self->seen = cs_sheet_seen_new (GTK_SCROLLED_WINDOW (self->scroller), self->left);
  cs_sheet_seen_set_list (self->seen, sources);
  g_signal_connect_object (sources, "map", G_CALLBACK (cs_sheet_seen_look), self->seen, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->seen, "notify::whole",
                           G_CALLBACK (cs_sheet_view_ready_update), self, G_CONNECT_SWAPPED);
}
