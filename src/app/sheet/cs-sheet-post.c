/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-post.h"

#include <glib/gi18n.h>

#include "cs-difference-view.h"
#include "cs-media-picture.h"
#include "cs-post-preview.h"
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

  GtkWidget *top;      /* switch and toggle */
  GtkWidget *account;
  GtkWidget *toggle;
  GtkWidget *toggle_label;
  GtkWidget *stack;
  GtkWidget *preview;
  GtkWidget *difference;
  GtkWidget *enlarge;  /* button */
  GtkWidget *pictures; /* AdwBin */
};

G_DEFINE_FINAL_TYPE (CsSheetPost, cs_sheet_post, ADW_TYPE_BIN)

enum
{
  CHANGES_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
append_picture (GtkBox            *box,
                CsSession         *session,
                const CsMediaItem *item,
                guint              number,
                int                max_side,
                int                height)
{
  GtkWidget *picture = cs_media_picture_new (session);
  g_autofree char *caption = g_strdup_printf (_("Picture %u"), number);
  const char *alt = *item->alt_text ? item->alt_text
                                    : item->decorative ? _("Decorative: says nothing, so it needs no alt text.")
                                                       : _("No alt text.");

  cs_media_picture_set (CS_MEDIA_PICTURE (picture), &item->digest, item->alt_text, max_side);
  if (height > 0)
    gtk_widget_set_size_request (picture, -1, height);
  gtk_box_append (box, cs_text_label_new (caption, "caption-heading"));
  gtk_box_append (box, picture);
  gtk_box_append (box, cs_text_label_new (alt, *item->alt_text ? NULL : "dim-label"));

  if (item->chart)
    {
      /* Translators: source and date of the figures behind a chart. */
      g_autofree char *origin = g_strdup_printf (_("Chart. Source: %1$s, as of %2$s."),
                                                 item->chart->source, item->chart->as_of);

      gtk_box_append (box, cs_text_label_new (origin, "caption"));
    }
}

GtkWidget *
cs_sheet_post_make_pictures (CsSession       *session,
                             const CsContent *content,
                             int              max_side,
                             int              height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  guint number = 0;

  for (guint i = 0; i < content->segments->len; i++)
    {
      const CsSegment *segment = cs_content_get_segment (content, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          GtkWidget *item = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

          append_picture (GTK_BOX (item), session, cs_segment_get_media (segment, j), ++number,
                          max_side, height);
          gtk_box_append (GTK_BOX (box), item);
        }
    }
  if (number > 0)
    return box;

  g_object_ref_sink (box);
  g_object_unref (box);
  return NULL;
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

static void
show_preview (CsSheetPost *self)
{
  const CsAccountInfo *account = get_account (self);

  if (!self->content)
    return;
  cs_post_preview_set (CS_POST_PREVIEW (self->preview), self->content, account);
  for (guint i = 0; i < self->content->segments->len; i++)
    cs_post_preview_set_published (CS_POST_PREVIEW (self->preview), i, find_published_at (self, account, i));
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

  gtk_stack_set_visible_child (GTK_STACK (self->stack), active ? self->difference : self->preview);
  g_signal_emit (self, signals[CHANGES_TOGGLED], 0, active);
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
      gtk_label_set_label (GTK_LABEL (self->toggle_label), text);
      cs_name_widget (self->toggle, text);
    }
  else
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), FALSE);
    }
  cs_difference_view_set (CS_DIFFERENCE_VIEW (self->difference), self->base, self->content);
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

  fill_accounts (self);
  fill_changes (self, sheet->base_number);
  gtk_widget_set_visible (self->top, self->accounts->len > 1 || self->base);
  adw_bin_set_child (ADW_BIN (self->pictures),
                     cs_sheet_post_make_pictures (self->session, self->content, PICTURE_SIDE, 0));
  gtk_widget_set_visible (self->pictures, adw_bin_get_child (ADW_BIN (self->pictures)) != NULL);
  gtk_widget_set_visible (self->enlarge, gtk_widget_get_visible (self->pictures));
  show_preview (self);
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

  return !cs_sheet_post_get_show_changes (self);
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

  self->toggle_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->toggle_label), PANGO_ELLIPSIZE_END);
  self->toggle = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->toggle), self->toggle_label);
  gtk_widget_set_hexpand (self->toggle, TRUE);
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->top), self->toggle);

  g_signal_connect_object (self->account, "notify::selected",
                           G_CALLBACK (account_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
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
  self->difference = cs_difference_view_new (session);
  gtk_widget_add_css_class (self->difference, "card");
  gtk_widget_add_css_class (self->difference, "sheet-card");
  gtk_widget_add_css_class (self->difference, "large-text");
  gtk_stack_add_child (GTK_STACK (self->stack), self->preview);
  gtk_stack_add_child (GTK_STACK (self->stack), self->difference);
  gtk_box_append (GTK_BOX (box), self->stack);

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
