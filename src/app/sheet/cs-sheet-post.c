/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-post.h"

#include <glib/gi18n.h>

#include "cs-difference-view.h"
#include "cs-facts.h"
#include "cs-post-preview.h"
#include "cs-sheet-pictures.h"
#include "cs-sheet-variants.h"
#include "cs-show-error.h"
#include "cs-text-label.h"

#define PICTURE_SIDE 640

/* Where and when a segment was published. */
typedef struct
{
  gint64 account;
  guint  segment;
  gint64 at;
} Published;

struct _CsSheetPost
{
  AdwBin     parent_instance;
  CsSession *session;
  CsContent *content;  /* what is shown, or NULL */
  CsContent *base;     /* what it is compared with, or NULL */
  GArray    *accounts; /* of gint64, in the order of the drop-down */
  GArray    *published; /* of Published */
  guint      base_number;
  gboolean   base_decided;  /* the person decided on the base himself */
  gboolean   base_approved; /* and approved it: all of it was before him then */

  GtkWidget *top;      /* switch and toggle */
  GtkWidget *account;
  GtkWidget *toggle;
  GtkWidget *beside;   /* toggle: older words beside the newer ones */
  GtkWidget *summary;
  GtkWidget *stack;
  GtkWidget *preview;
  GtkWidget *variants; /* what other accounts get */
  GtkWidget *facts;    /* what else is signed */
  GtkWidget *changes;  /* box: summary and difference */
  GtkWidget *difference;
  GtkWidget *enlarge;  /* button */
  GtkWidget *pictures; /* AdwBin */
};

G_DEFINE_FINAL_TYPE (CsSheetPost, cs_sheet_post, ADW_TYPE_BIN)

enum
{
  CHANGES_TOGGLED,
  MARK_PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mark_pressed_cb (CsSheetPost *self,
                 gint64       comment)
{
  g_signal_emit (self, signals[MARK_PRESSED], 0, comment);
}

static const CsAccountInfo *
get_account (CsSheetPost *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->account));

  if (selected >= self->accounts->len)
    return NULL;
  return cs_session_find_account (self->session, g_array_index (self->accounts, gint64, selected));
}

static gint64
find_published_at (CsSheetPost         *self,
                   const CsAccountInfo *account,
                   guint                segment)
{
  for (guint i = 0; account && i < self->published->len; i++)
    {
      const Published *published = &g_array_index (self->published, Published, i);

      if (published->account == account->id && published->segment == segment)
        return published->at;
    }
  return 0;
}

/* Who approved what the changes are compared with sees the changes and nothing else: the pictures he knows are not among them. */
static void
show_pictures (CsSheetPost *self)
{
  gboolean have = adw_bin_get_child (ADW_BIN (self->pictures)) != NULL;
  gboolean all = !(cs_sheet_post_get_show_changes (self) && cs_sheet_post_shows_whole (self));

  gtk_widget_set_visible (self->pictures, have && all);
  gtk_widget_set_visible (self->enlarge, have && all);
  gtk_widget_set_visible (self->variants, all && gtk_widget_get_first_child (self->variants));
}

static void
show_preview (CsSheetPost *self)
{
  const CsAccountInfo *account = get_account (self);

  if (!self->content)
    return;
  cs_post_preview_set (CS_POST_PREVIEW (self->preview), self->content, account);
  for (guint i = 0; i < cs_content_get_segments_for (self->content, account ? account->id : 0)->len; i++)
    cs_post_preview_set_published (CS_POST_PREVIEW (self->preview), i, find_published_at (self, account, i));
  cs_sheet_variants_show (GTK_BOX (self->variants), self->session, self->content, account ? account->id : 0);
  show_pictures (self);
}

static void
take_published (CsSheetPost       *self,
                const CsSheetInfo *sheet)
{
  g_array_set_size (self->published, 0);
  for (guint i = 0; i < sheet->publications->len; i++)
    {
      const CsPublicationInfo *publication = g_ptr_array_index (sheet->publications, i);
      Published published = { publication->account, publication->segment, publication->settled_at };

      if (publication->state == CS_PUBLICATION_SENT)
        g_array_append_val (self->published, published);
    }
}

static void
account_selected_cb (CsSheetPost *self)
{
  show_preview (self);
}

static void
toggled_cb (CsSheetPost *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));

  gtk_stack_set_visible_child (GTK_STACK (self->stack), active ? self->changes : self->preview);
  gtk_widget_set_visible (self->beside, active);
  show_pictures (self);
  g_signal_emit (self, signals[CHANGES_TOGGLED], 0, active);
}

static void
beside_cb (CsSheetPost *self)
{
  cs_difference_view_set_side_by_side (CS_DIFFERENCE_VIEW (self->difference),
                                       gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->beside)));
  g_signal_emit (self, signals[CHANGES_TOGGLED], 0, cs_sheet_post_get_show_changes (self));
}

/* The line that sums up the changes, and since when. */
static void
show_summary (CsSheetPost *self)
{
  const char *summary = cs_difference_view_get_summary (CS_DIFFERENCE_VIEW (self->difference));
  g_autofree char *text = NULL;

  if (self->base_approved)
    /* Translators: what changed, such as “3 words added, 1 picture removed”, then the number of a version. */
    text = g_strdup_printf (_("%1$s since version %2$u, which you approved"), summary, self->base_number);
  else if (self->base_decided)
    text = g_strdup_printf (_("%1$s since version %2$u, on which you decided"), summary, self->base_number);
  else
    text = g_strdup_printf (_("%1$s since version %2$u"), summary, self->base_number);
  gtk_label_set_label (GTK_LABEL (self->summary), *summary ? text : "");
  /* What changed is known only now, and stands on the screen from now on. */
  show_pictures (self);
  g_signal_emit (self, signals[CHANGES_TOGGLED], 0, cs_sheet_post_get_show_changes (self));
}

static gboolean
same_content (const CsContent *one,
              const CsContent *other)
{
  CsDigest first, second;

  if (!one || !other)
    return one == other;
  first = cs_content_digest (one);
  second = cs_content_digest (other);
  return cs_digest_equal (&first, &second);
}

static void
fill_accounts (CsSheetPost *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->accounts, 0);
  for (guint i = 0; i < self->content->accounts->len; i++)
    {
      gint64 id = g_array_index (self->content->accounts, gint64, i);
      const CsAccountInfo *account = cs_session_find_account (self->session, id);

      if (!account)
        continue;
      g_array_append_val (self->accounts, id);
      gtk_string_list_append (names, account->handle);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->account), G_LIST_MODEL (names));
  gtk_widget_set_visible (self->account, self->accounts->len > 1);
}

/* What the person himself decided on the version that the changes are compared with. */
static void
find_own_base (CsSheetPost       *self,
               const CsSheetInfo *sheet)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  self->base_number = sheet->base_number;
  self->base_decided = sheet->base && sheet->base_is_own;
  self->base_approved = FALSE;
  for (guint i = 0; me && self->base_decided && i < sheet->decisions->len; i++)
    {
      const CsDecisionInfo *decision = g_ptr_array_index (sheet->decisions, i);

      if (decision->revision_number == sheet->base_number && decision->person == me->id &&
          decision->verdict == CS_VERDICT_APPROVE)
        self->base_approved = TRUE;
    }
}

static void
fill_changes (CsSheetPost *self,
              guint        base_number)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->toggle, self->base != NULL);
  if (self->base)
    {
      /* Translators: the number of the version on which one decided last. */
      text = g_strdup_printf (_("Changes since version %u"), base_number);
      gtk_widget_set_tooltip_text (self->toggle, text);
      cs_name_widget (self->toggle, text);
    }
  else
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), FALSE);
    }
  cs_difference_view_set (CS_DIFFERENCE_VIEW (self->difference), self->base, self->content);
}

static char *
name_account (gint64   id,
              gpointer data)
{
  const CsAccountInfo *account = cs_session_find_account (data, id);

  return g_strdup (account ? account->handle : "?");
}

/* What cannot be seen in the preview and is signed all the same: details of pictures, ties to sources, who may reply … */
static void
show_facts (CsSheetPost *self)
{
  g_autoptr(GPtrArray) facts = cs_content_list_facts (self->content, name_account, self->session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->facts)))
    gtk_box_remove (GTK_BOX (self->facts), child);
  gtk_widget_set_visible (self->facts, facts->len > 0);
  if (facts->len > 0)
    gtk_box_append (GTK_BOX (self->facts), cs_text_label_new (_("Also signed"), "heading"));
  for (guint i = 0; i < facts->len; i++)
    gtk_box_append (GTK_BOX (self->facts), cs_text_label_new (((const CsFact *) g_ptr_array_index (facts, i))->text, NULL));
}

void
cs_sheet_post_set (CsSheetPost       *self,
                   const CsSheetInfo *sheet)
{
  g_return_if_fail (CS_IS_SHEET_POST (self));
  g_return_if_fail (sheet);

  take_published (self, sheet);
  if (same_content (self->content, sheet->content) && same_content (self->base, sheet->base))
    {
      show_preview (self);
      return;
    }

  g_clear_pointer (&self->content, cs_content_free);
  g_clear_pointer (&self->base, cs_content_free);
  self->content = cs_content_copy (sheet->content);
  self->base = sheet->base ? cs_content_copy (sheet->base) : NULL;

  find_own_base (self, sheet);
  fill_accounts (self);
  fill_changes (self, sheet->base_number);
  gtk_widget_set_visible (self->top, self->accounts->len > 1 || self->base);
  adw_bin_set_child (ADW_BIN (self->pictures),
                     cs_sheet_pictures_new (self->session, self->content, PICTURE_SIDE, 0));
  show_pictures (self);
  show_facts (self);
  show_preview (self);
  /* Who decided before wants to know first what is new since; who approved, beside what he signed. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->beside), self->base_approved);
  cs_difference_view_set_approved (CS_DIFFERENCE_VIEW (self->difference), self->base_approved);
  cs_sheet_post_set_show_changes (self, self->base_decided && sheet->post->state == CS_POST_IN_REVIEW);
}

void
cs_sheet_post_toggle_beside (CsSheetPost *self)
{
  GtkToggleButton *beside;

  g_return_if_fail (CS_IS_SHEET_POST (self));

  beside = GTK_TOGGLE_BUTTON (self->beside);
  if (cs_sheet_post_get_show_changes (self))
    gtk_toggle_button_set_active (beside, !gtk_toggle_button_get_active (beside));
}

void
cs_sheet_post_set_show_changes (CsSheetPost *self,
                                gboolean     show)
{
  g_return_if_fail (CS_IS_SHEET_POST (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), show && self->base);
}

gboolean
cs_sheet_post_get_show_changes (CsSheetPost *self)
{
  g_return_val_if_fail (CS_IS_SHEET_POST (self), FALSE);

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));
}

gboolean
cs_sheet_post_shows_whole (CsSheetPost *self)
{
  g_return_val_if_fail (CS_IS_SHEET_POST (self), FALSE);

  if (!cs_sheet_post_get_show_changes (self))
    return TRUE;
  /* Until the comparison is done there is nothing on the screen that could have been seen. */
  return self->base_approved && *cs_difference_view_get_summary (CS_DIFFERENCE_VIEW (self->difference));
}

CsCommentAnchor *
cs_sheet_post_make_anchor (CsSheetPost     *self,
                           const CsContent *content)
{
  guint segment, start, end;

  g_return_val_if_fail (CS_IS_SHEET_POST (self), NULL);

  if (!cs_post_preview_get_selection (CS_POST_PREVIEW (self->preview), &segment, &start, &end))
    return NULL;
  return cs_comment_anchor_new_words (content, segment, start, end, NULL);
}

CsCommentAnchor *
cs_sheet_post_make_picture_anchor (const CsContent *content,
                                   guint            number)
{
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      if (number < segment->media->len)
        return cs_comment_anchor_new_picture (i, &cs_segment_get_media (segment, number)->digest);
      number -= segment->media->len;
    }
  return NULL;
}

void
cs_sheet_post_set_marks (CsSheetPost *self,
                         GArray      *marks)
{
  g_return_if_fail (CS_IS_SHEET_POST (self));

  cs_post_preview_set_marks (CS_POST_PREVIEW (self->preview), marks);
}

static GtkWidget *
find_picture (CsSheetPost    *self,
              const CsDigest *digest)
{
  return cs_sheet_pictures_find (adw_bin_get_child (ADW_BIN (self->pictures)), self->content, digest);
}

void
cs_sheet_post_set_spoken_of (CsSheetPost           *self,
                             const CsCommentAnchor *anchor)
{
  GtkWidget *box = NULL;
  GtkWidget *spoken_of = NULL;

  g_return_if_fail (CS_IS_SHEET_POST (self));

  box = adw_bin_get_child (ADW_BIN (self->pictures));
  if (anchor && anchor->kind == CS_ANCHOR_PICTURE && self->content)
    spoken_of = find_picture (self, &anchor->picture);
  for (GtkWidget *item = box ? gtk_widget_get_first_child (box) : NULL; item; item = gtk_widget_get_next_sibling (item))
    if (item == spoken_of)
      gtk_widget_add_css_class (item, "spoken-of");
    else
      gtk_widget_remove_css_class (item, "spoken-of");
}

double
cs_sheet_post_show_anchor (CsSheetPost           *self,
                           const CsCommentAnchor *anchor)
{
  GtkWidget *widget = self->preview;
  graphene_point_t point = GRAPHENE_POINT_INIT (0, 0), here;

  g_return_val_if_fail (CS_IS_SHEET_POST (self), 0);

  if (!self->content)
    return 0;
  cs_sheet_post_set_show_changes (self, FALSE);
  if (anchor->kind == CS_ANCHOR_WORDS)
    point.y = cs_post_preview_get_place (CS_POST_PREVIEW (self->preview), anchor->segment, anchor->start);
  else if (anchor->kind == CS_ANCHOR_PICTURE)
    widget = find_picture (self, &anchor->picture);
  return widget && gtk_widget_compute_point (widget, GTK_WIDGET (self), &point, &here) ? here.y : 0;
}

static void
cs_sheet_post_dispose (GObject *object)
{
  CsSheetPost *self = CS_SHEET_POST (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_sheet_post_parent_class)->dispose (object);
}

static void
cs_sheet_post_finalize (GObject *object)
{
  CsSheetPost *self = CS_SHEET_POST (object);

  g_clear_pointer (&self->content, cs_content_free);
  g_clear_pointer (&self->base, cs_content_free);
  g_array_unref (self->accounts);
  g_array_unref (self->published);
  G_OBJECT_CLASS (cs_sheet_post_parent_class)->finalize (object);
}

static void
cs_sheet_post_class_init (CsSheetPostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_sheet_post_dispose;
  object_class->finalize = cs_sheet_post_finalize;
  signals[CHANGES_TOGGLED] = g_signal_new ("changes-toggled", CS_TYPE_SHEET_POST, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[MARK_PRESSED] = g_signal_new ("mark-pressed", CS_TYPE_SHEET_POST, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cs_sheet_post_init (CsSheetPost *self)
{
  self->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->published = g_array_new (FALSE, FALSE, sizeof (Published));
}

static void
build_top (CsSheetPost *self)
{
  self->top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->account = gtk_drop_down_new (NULL, NULL);
  cs_name_drop_down (GTK_DROP_DOWN (self->account), _("Show the post as on this account"));
  gtk_widget_set_tooltip_text (self->account, _("Show the post as on this account"));
  gtk_box_append (GTK_BOX (self->top), self->account);

  /* Since which version stands above the changes, and in the tooltip. */
  self->toggle = gtk_toggle_button_new_with_label (_("Changes"));
  gtk_widget_set_hexpand (self->toggle, TRUE);
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_END);
  self->beside = gtk_toggle_button_new_with_label (_("Side by Side"));
  gtk_widget_set_tooltip_text (self->beside, _("S does the same"));
  gtk_widget_set_visible (self->beside, FALSE);
  gtk_box_append (GTK_BOX (self->top), self->beside);
  gtk_box_append (GTK_BOX (self->top), self->toggle);

  g_signal_connect_object (self->account, "notify::selected",
                           G_CALLBACK (account_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->beside, "toggled", G_CALLBACK (beside_cb), self, G_CONNECT_SWAPPED);
}

static void
build_changes (CsSheetPost *self)
{
  self->changes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->changes, "card");
  gtk_widget_add_css_class (self->changes, "sheet-card");
  gtk_widget_add_css_class (self->changes, "large-text");
  self->summary = cs_text_label_new (NULL, "heading");
  self->difference = cs_difference_view_new (self->session);
  cs_difference_view_set_show_summary (CS_DIFFERENCE_VIEW (self->difference), FALSE);
  g_signal_connect_object (self->difference, "notify::summary",
                           G_CALLBACK (show_summary), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->changes), self->summary);
  gtk_box_append (GTK_BOX (self->changes), self->difference);
}

GtkWidget *
cs_sheet_post_new (CsSession *session)
{
  CsSheetPost *self = g_object_new (CS_TYPE_SHEET_POST, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->session = g_object_ref (session);
  build_top (self);
  gtk_box_append (GTK_BOX (box), self->top);

  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  self->preview = cs_post_preview_new (session);
  cs_post_preview_set_selectable (CS_POST_PREVIEW (self->preview), TRUE);
  g_signal_connect_object (self->preview, "mark-pressed", G_CALLBACK (mark_pressed_cb), self, G_CONNECT_SWAPPED);
  build_changes (self);
  gtk_stack_add_child (GTK_STACK (self->stack), self->preview);
  gtk_stack_add_child (GTK_STACK (self->stack), self->changes);
  gtk_box_append (GTK_BOX (box), self->stack);
  self->variants = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_visible (self->variants, FALSE);
  gtk_box_append (GTK_BOX (box), self->variants);
  self->facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (box), self->facts);

  self->enlarge = gtk_button_new_with_label (_("Pictures Large"));
  gtk_widget_set_tooltip_text (self->enlarge, _("P does the same"));
  gtk_widget_set_halign (self->enlarge, GTK_ALIGN_START);
  gtk_widget_set_visible (self->enlarge, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->enlarge), "sheet.pictures");
  gtk_box_append (GTK_BOX (box), self->enlarge);
  self->pictures = adw_bin_new ();
  gtk_box_append (GTK_BOX (box), self->pictures);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
