/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-composer-page-private.h"
#include "cs-split-window.h"
#include "cs-split.h"
#include "cs-thread.h"
#include "cs-toasts.h"

/* The parts of a thread: their cards, and what a person does with them. */

/* --- cards --- */

static void
edit_chart_cb (CsComposerPage *self,
               guint           media,
               CsSegmentCard  *card)
{
  self->current = card;
  cs_composer_actions_edit_chart (self, media);
}

static void
focused_cb (CsComposerPage *self,
            CsSegmentCard  *card)
{
  self->current = card;
  cs_composer_page_follow (self, cs_segment_card_get_part (card));
}

static CsSegmentCard *
make_card (CsComposerPage *self,
           guint           part)
{
  GtkWidget *card = cs_segment_card_new (self->draft, part);

  g_signal_connect_object (card, "edit-chart", G_CALLBACK (edit_chart_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "focused", G_CALLBACK (focused_cb), self, G_CONNECT_SWAPPED);
  return CS_SEGMENT_CARD (card);
}

/* The card that shows @segment, taken out of @cards; NULL if none does. */
static CsSegmentCard *
take_card (GPtrArray       *cards,
           const CsSegment *segment)
{
  for (guint i = 0; i < cards->len; i++)
    if (cs_segment_card_get_shown (g_ptr_array_index (cards, i)) == segment)
      return g_ptr_array_steal_index (cards, i);
  return NULL;
}

/* Variants stand in the order of their accounts, so that one may move to another group. */
static void
put_into (GtkBox        *box,
          CsSegmentCard *card)
{
  GtkWidget *there = gtk_widget_get_parent (GTK_WIDGET (card));

  if (there == GTK_WIDGET (box))
    return;
  g_object_ref (card);
  gtk_box_remove (GTK_BOX (there), GTK_WIDGET (card));
  gtk_box_append (box, GTK_WIDGET (card));
  g_object_unref (card);
}

/* Puts the cards of @segments into @box in their order; those that are there already stay what they are, with focus and undo. */
static void
fill_box (CsComposerPage  *self,
          GtkBox          *box,
          GPtrArray       *segments,
          const CsVariant *variant,
          GPtrArray       *old)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < segments->len; i++)
    {
      guint part = self->card_list->len;
      CsSegmentCard *card = take_card (old, g_ptr_array_index (segments, i));

      if (card == NULL)
        {
          card = make_card (self, part);
          gtk_box_append (box, GTK_WIDGET (card));
        }
      put_into (box, card);
      gtk_box_reorder_child_after (box, GTK_WIDGET (card), before);
      cs_segment_card_set_place (card, part, i + 1, segments->len, variant);
      cs_segment_card_reload (card);
      g_ptr_array_add (self->card_list, card);
      before = GTK_WIDGET (card);
    }
}

static void
drop_cards (GPtrArray *cards)
{
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);

      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (card)), card);
    }
  g_ptr_array_set_size (cards, 0);
}

void
cs_composer_thread_show (CsComposerPage *self,
                         gboolean        anew)
{
  CsContent *content = cs_draft_get_content (self->draft);
  g_autoptr(GPtrArray) old = g_steal_pointer (&self->card_list);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();

  self->card_list = g_ptr_array_new ();
  /* Another content may have a segment at the same address. */
  if (anew)
    drop_cards (old);
  cs_composer_variants_resize (self);
  fill_box (self, self->cards, content->segments, NULL, anew ? none : old);
  for (guint i = 0; i < content->variants->len; i++)
    {
      CsVariant *variant = cs_content_get_variant (content, i);

      fill_box (self, cs_variant_group_get_box (g_ptr_array_index (self->groups, i)), variant->segments, variant,
                anew ? none : old);
    }
  drop_cards (old);
  cs_composer_variants_refresh (self);
  cs_composer_variants_arrange (self);
  if (!g_ptr_array_find (self->card_list, self->current, NULL))
    self->current = NULL;
}

CsSegmentCard *
cs_composer_thread_get_current (CsComposerPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus && i < self->card_list->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (self->card_list, i)))
      return g_ptr_array_index (self->card_list, i);
  return self->current ? self->current : g_ptr_array_index (self->card_list, 0);
}

/* --- what is done with them --- */

/* The thread that @part belongs to, and its place there. */
static GPtrArray *
find_thread (CsComposerPage *self,
             guint           part,
             guint          *position)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  GPtrArray *segments = content->segments;

  *position = part;
  for (guint i = 0; *position >= segments->len && i < content->variants->len; i++)
    {
      *position -= segments->len;
      segments = cs_content_get_variant (content, i)->segments;
    }
  return segments;
}

static void
changed (CsComposerPage *self)
{
  cs_composer_thread_show (self, FALSE);
  cs_draft_touch (self->draft);
}

static void
focus_part (CsComposerPage *self,
            guint           part,
            gsize           at)
{
  if (part < self->card_list->len)
    cs_segment_card_place_cursor (g_ptr_array_index (self->card_list, part), at);
}

static void
say_full (CsComposerPage *self)
{
  g_autofree char *text = g_strdup_printf (ngettext ("A thread has at most %d part.", "A thread has at most %d parts.",
                                                     CS_CONTENT_MAX_SEGMENTS), CS_CONTENT_MAX_SEGMENTS);

  cs_toast_say (GTK_WIDGET (self->stack), text);
}

/* The part in use with its thread; NULL if nothing may be changed. */
static GPtrArray *
begin (CsComposerPage *self,
       guint          *part,
       guint          *position)
{
  if (!cs_draft_may_edit (self->draft) || self->card_list->len == 0)
    return NULL;
  *part = cs_segment_card_get_part (cs_composer_thread_get_current (self));
  return find_thread (self, *part, position);
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  guint part, position;
  GPtrArray *segments = begin (self, &part, &position);

  if (segments == NULL)
    return;
  if (!cs_thread_add (segments, position))
    {
      say_full (self);
      return;
    }
  changed (self);
  focus_part (self, part + 1, 0);
}

/* Behind the last one, from the button under the cards. */
static void
append_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  GPtrArray *segments = cs_draft_get_content (self->draft)->segments;
  guint last = segments->len - 1;

  if (!cs_draft_may_edit (self->draft))
    return;
  if (!cs_thread_add (segments, last))
    {
      say_full (self);
      return;
    }
  changed (self);
  focus_part (self, last + 1, 0);
}

static void
split_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  guint part, position;
  GPtrArray *segments = begin (self, &part, &position);
  gsize at;

  if (segments == NULL)
    return;
  at = cs_segment_card_get_cursor (cs_composer_thread_get_current (self));
  if (!cs_split_may_break (((CsSegment *) g_ptr_array_index (segments, position))->text, at))
    {
      cs_toast_say (GTK_WIDGET (self->stack), _("The cursor stands within a link, a name or a number. Put it where the next part begins."));
      return;
    }
  if (!cs_thread_split (segments, position, at))
    {
      say_full (self);
      return;
    }
  changed (self);
  focus_part (self, part + 1, 0);
}

static void
merge_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  guint part, position;
  GPtrArray *segments = begin (self, &part, &position);
  gsize at;

  if (segments == NULL || position == 0)
    return;
  if (!cs_thread_may_merge (segments, position))
    {
      cs_toast_say (GTK_WIDGET (self->stack),
                    _("These two parts cannot become one: together they have too many pictures, two polls or two quotes."));
      return;
    }
  at = cs_thread_merge (segments, position);
  changed (self);
  focus_part (self, part - 1, at);
}

static void
move (CsComposerPage *self,
      int             places)
{
  guint part, position;
  GPtrArray *segments = begin (self, &part, &position);
  int to;
  gsize at;

  if (segments == NULL)
    return;
  to = (int) position + places;
  if (to < 0 || to >= (int) segments->len)
    return;
  at = cs_segment_card_get_cursor (cs_composer_thread_get_current (self));
  cs_thread_move (segments, position, (guint) to);
  changed (self);
  focus_part (self, (guint) ((int) part + places), at);
}

static void
move_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  move (CS_COMPOSER_PAGE (widget), -1);
}

static void
move_down_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  move (CS_COMPOSER_PAGE (widget), 1);
}

static void
go (CsComposerPage *self,
    int             places)
{
  int to;

  if (self->card_list->len == 0)
    return;
  to = (int) cs_segment_card_get_part (cs_composer_thread_get_current (self)) + places;
  if (to >= 0 && to < (int) self->card_list->len)
    cs_segment_card_focus_text (g_ptr_array_index (self->card_list, (guint) to));
}

static void
go_up_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  go (CS_COMPOSER_PAGE (widget), -1);
}

static void
go_down_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  go (CS_COMPOSER_PAGE (widget), 1);
}

static void
add_extra (CsComposerPage *self,
           CsExtra         extra)
{
  guint part, position;

  if (begin (self, &part, &position))
    cs_segment_card_add_extra (cs_composer_thread_get_current (self), extra);
}

static void
add_poll_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  add_extra (CS_COMPOSER_PAGE (widget), CS_EXTRA_POLL);
}

static void
add_quote_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  add_extra (CS_COMPOSER_PAGE (widget), CS_EXTRA_QUOTE);
}

/* What a thread answers stands at its first part. */
static void
add_reply_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  guint part, position;

  if (begin (self, &part, &position))
    cs_segment_card_add_extra (g_ptr_array_index (self->card_list, part - position), CS_EXTRA_REPLY);
}

/* --- undoing --- */

/* What a thread was before it was changed at one stroke. */
typedef struct
{
  CsComposerPage *page;   /* a reference */
  guint           part;   /* the first one of the thread */
  GPtrArray      *before; /* of CsSegment */
  char           *after;  /* what it was made, to see whether anything was typed since */
} Undo;

static void
undo_free (gpointer  data,
           GClosure *closure)
{
  Undo *undo = data;

  g_object_unref (undo->page);
  g_clear_pointer (&undo->before, g_ptr_array_unref);
  g_free (undo->after);
  g_free (undo);
}

/* All that belongs to the parts: whatever a person could have changed since. */
static char *
describe (GPtrArray *segments)
{
  g_autoptr(CsContent) content = cs_content_new ();
  CsDigest digest;

  g_ptr_array_unref (content->segments);
  content->segments = cs_thread_copy (segments);
  digest = cs_content_main_digest (content);
  return cs_digest_to_hex (&digest);
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  Undo *undo = user_data;
  CsComposerPage *self = undo->page;
  g_autofree char *now = NULL;
  GPtrArray *segments;
  guint position;

  if (self->draft == NULL || undo->before == NULL || !cs_draft_may_edit (self->draft))
    return;
  segments = find_thread (self, undo->part, &position);
  now = describe (segments);
  if (!g_str_equal (now, undo->after))
    {
      cs_toast_say (GTK_WIDGET (self->stack), _("The parts have been changed since, so that this can no longer be undone. Merge them instead."));
      return;
    }
  g_ptr_array_set_size (segments, 0);
  g_ptr_array_extend_and_steal (segments, g_steal_pointer (&undo->before));
  cs_composer_thread_show (self, TRUE);
  cs_draft_touch (self->draft);
}

/* Takes @before. */
static void
offer_undo (CsComposerPage *self,
            const char     *text,
            guint           part,
            GPtrArray      *before)
{
  Undo *undo = g_new0 (Undo, 1);
  guint position;

  undo->page = g_object_ref (self);
  undo->part = part;
  undo->before = before;
  undo->after = describe (find_thread (self, part, &position));
  cs_toast_offer (GTK_WIDGET (self->stack), text, _("Undo"), G_CALLBACK (undo_cb), undo, undo_free);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  guint part, position;
  GPtrArray *segments = begin (self, &part, &position);
  g_autoptr(GPtrArray) before = NULL;
  g_autofree char *text = NULL;

  if (segments == NULL || segments->len < 2)
    return;
  before = cs_thread_copy (segments);
  cs_segment_free (cs_thread_remove (segments, position));
  changed (self);
  focus_part (self, position < segments->len ? part : part - 1, 0);
  text = g_strdup_printf (_("Part %u removed"), position + 1);
  offer_undo (self, text, part - position, g_steal_pointer (&before));
}

/* --- a thread proposed --- */

static void
split_chosen_cb (CsComposerPage *self,
                 GPtrArray      *parts,
                 gboolean        numbered,
                 CsSplitWindow  *window)
{
  guint part = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (window), "part"));
  guint position;
  GPtrArray *segments = find_thread (self, part, &position);
  g_autoptr(GPtrArray) before = NULL;
  g_autofree char *text = NULL;

  if (position >= segments->len)
    return;
  before = cs_thread_copy (segments);
  if (!cs_thread_spread (segments, position, parts))
    {
      say_full (self);
      return;
    }
  if (numbered != cs_draft_get_content (self->draft)->numbered)
    gtk_check_button_set_active (self->number_check, numbered);
  changed (self);
  focus_part (self, part, 0);
  text = g_strdup_printf (ngettext ("Split into %u part", "Split into %u parts", parts->len), parts->len);
  offer_undo (self, text, part - position, g_steal_pointer (&before));
}

static void
propose_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  const CsContent *content = cs_draft_get_content (self->draft);
  guint part, position;
  GPtrArray *segments = begin (self, &part, &position);
  g_autoptr(GArray) targets = cs_composer_page_collect_targets (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  CsSplitWindow *window;

  if (segments == NULL)
    return;
  window = cs_split_window_new (((CsSegment *) g_ptr_array_index (segments, position))->text, content->language, targets,
                                content->numbered);
  g_object_set_data (G_OBJECT (window), "part", GUINT_TO_POINTER (part));
  g_signal_connect_object (window, "chosen", G_CALLBACK (split_chosen_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* --- keys --- */

static const struct { const char *action; void (*activate) (GtkWidget *, const char *, GVariant *); const char *keys; } actions[] = {
  { "composer.add-part", add_action, "<Control><Shift>Return" },
  { "composer.append-part", append_action, NULL },
  { "composer.split-part", split_action, "<Alt>Return" },
  { "composer.merge-part", merge_action, "<Alt>BackSpace" },
  { "composer.move-part-up", move_up_action, "<Alt>Up" },
  { "composer.move-part-down", move_down_action, "<Alt>Down" },
  { "composer.remove-part", remove_action, "<Alt>Delete" },
  { "composer.part-before", go_up_action, "<Alt>Page_Up" },
  { "composer.part-after", go_down_action, "<Alt>Page_Down" },
  { "composer.add-poll", add_poll_action, "<Control><Shift>o" },
  { "composer.add-quote", add_quote_action, NULL },
  { "composer.add-reply", add_reply_action, NULL },
  { "composer.propose-thread", propose_action, "<Control><Shift>t" },
};

void
cs_composer_thread_install (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].action, NULL, actions[i].activate);
}

/* Before the text views, which would take Return and the arrows for themselves. */
void
cs_composer_thread_init (CsComposerPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].keys)
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (actions[i].keys),
                                                              gtk_named_action_new (actions[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self->writing), controller);
}
