/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compare-window.h"
#include "cs-fit-line.h"
#include "cs-picture-client.h"
#include "cs-show-error.h"

struct _CsFitLine
{
  AdwBin        parent_instance;

  CsDraft      *draft;
  guint         part;
  guint         position;
  char         *key;         /* picture and accounts that are shown or asked for; owned */
  GPtrArray    *fittings;    /* of CsFitting, shown; owned, or NULL */
  GCancellable *cancellable;
  GtkBox       *box;
};

G_DEFINE_FINAL_TYPE (CsFitLine, cs_fit_line, ADW_TYPE_BIN)

static CsMediaItem *
find_item (CsFitLine *self)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->part);

  return segment != NULL && self->position < segment->media->len ? cs_segment_get_media (segment, self->position) : NULL;
}

static GHashTable *
get_table (CsDraft        *draft,
           const char     *name,
           GDestroyNotify  free_value)
{
  GHashTable *table = g_object_get_data (G_OBJECT (draft), name);

  if (table == NULL)
    {
      table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
      g_object_set_data_full (G_OBJECT (draft), name, table, (GDestroyNotify) g_hash_table_unref);
    }
  return table;
}

/* What was asked already in this draft: tiles come and go with every change of order. */
static GHashTable *
get_known (CsFitLine *self)
{
  return get_table (self->draft, "cs-fittings", (GDestroyNotify) g_ptr_array_unref);
}

static GHashTable *
get_takings (CsDraft *draft)
{
  return get_table (draft, "cs-takings", g_free);
}

void
cs_fit_line_remember (CsDraft        *draft,
                      const CsDigest *digest,
                      const char     *taking)
{
  g_return_if_fail (CS_IS_DRAFT (draft));
  g_return_if_fail (taking != NULL);

  if (*taking != '\0')
    g_hash_table_insert (get_takings (draft), cs_digest_to_hex (digest), g_strdup (taking));
}

static char *
make_key (CsFitLine         *self,
          const CsMediaItem *item)
{
  const CsContent *content = cs_draft_get_content (self->draft);
  g_autofree char *hex = cs_digest_to_hex (&item->digest);
  GString *key = g_string_new (hex);

  for (guint i = 0; i < content->accounts->len; i++)
    g_string_append_printf (key, " %" G_GINT64_FORMAT, g_array_index (content->accounts, gint64, i));
  return g_string_free (key, FALSE);
}

/* --- what is shown --- */

static void
compare_cb (GtkWidget *button,
            CsFitLine *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "fitting"));
  const CsMediaItem *item = find_item (self);

  if (item == NULL || self->fittings == NULL || i >= self->fittings->len)
    return;
  gtk_window_present (GTK_WINDOW (cs_compare_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                         cs_draft_get_session (self->draft), item,
                                                         g_ptr_array_index (self->fittings, i))));
}

static void
add_label (CsFitLine  *self,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, style);
  gtk_box_append (self->box, label);
}

static void
add_line (CsFitLine *self,
          guint      i)
{
  const CsFitting *fitting = g_ptr_array_index (self->fittings, i);
  const char *network = cs_network_kind_label (fitting->rendition.network);
  g_autofree char *loss = cs_picture_describe_loss (&fitting->loss);
  /* Translators: a network, then what was done to a picture for it: “X: 6.1 MB → 4.2 MB; quality 82” */
  g_autofree char *text = g_strdup_printf (_("%s: %s"), network, loss);
  /* Translators: %s is a network */
  g_autofree char *name = g_strdup_printf (_("Compare with what %s gets"), network);
  GtkWidget *button = gtk_button_new_with_label (_("Compare…"));

  add_label (self, text, "dim-label");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  cs_name_widget (button, name);
  g_object_set_data (G_OBJECT (button), "fitting", GUINT_TO_POINTER (i));
  g_signal_connect_object (button, "clicked", G_CALLBACK (compare_cb), self, 0);
  gtk_box_append (self->box, button);
}

/* What was done when the picture was taken in stands first, and alone where every network takes the picture as it is. */
static void
begin (CsFitLine *self)
{
  CsMediaItem *item = find_item (self);
  g_autofree char *hex = item != NULL ? cs_digest_to_hex (&item->digest) : g_strdup ("");
  const char *taking = g_hash_table_lookup (get_takings (self->draft), hex);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (taking != NULL)
    add_label (self, taking, "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self), taking != NULL);
}

static void
say (CsFitLine  *self,
     const char *text,
     const char *style)
{
  begin (self);
  add_label (self, text, style);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* --- the draft --- */

static gboolean
is_as_wanted (const CsMediaItem *item,
              const GPtrArray   *fittings)
{
  if (item->renditions->len != fittings->len)
    return FALSE;
  for (guint i = 0; i < fittings->len; i++)
    {
      const CsFitting *fitting = g_ptr_array_index (fittings, i);
      const CsRendition *rendition = cs_media_item_find_rendition (item, fitting->rendition.network);

      if (rendition == NULL || !cs_digest_equal (&rendition->digest, &fitting->rendition.digest))
        return FALSE;
    }
  return TRUE;
}

static void
take_over (CsFitLine   *self,
           CsMediaItem *item)
{
  /* What is not to be changed now was fitted when it was. */
  if (is_as_wanted (item, self->fittings) || !gtk_widget_is_sensitive (GTK_WIDGET (self)))
    return;
  g_ptr_array_set_size (item->renditions, 0);
  for (guint i = 0; i < self->fittings->len; i++)
    {
      const CsFitting *fitting = g_ptr_array_index (self->fittings, i);

      g_ptr_array_add (item->renditions, cs_rendition_copy (&fitting->rendition));
    }
  cs_draft_touch (self->draft);
}

static void
show_fittings (CsFitLine *self,
               GPtrArray *fittings)
{
  CsMediaItem *item = find_item (self);

  g_clear_pointer (&self->fittings, g_ptr_array_unref);
  self->fittings = g_ptr_array_ref (fittings);
  begin (self);
  for (guint i = 0; i < fittings->len; i++)
    add_line (self, i);
  if (fittings->len > 0)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (item != NULL)
    take_over (self, item);
}

typedef struct
{
  CsFitLine *line; /* owned */
  char      *key;  /* owned */
} Asked;

static void
fitted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr(CsFitLine) self = asked->line;
  g_autofree char *key = asked->key;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *fittings;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (self->draft == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL)
    {
      if (g_strcmp0 (key, self->key) == 0)
        say (self, cs_error_sentence (error), "error");
      return;
    }
  fittings = cs_reply_read_fittings (reply);
  g_hash_table_insert (get_known (self), g_strdup (key), fittings);
  if (g_strcmp0 (key, self->key) == 0)
    show_fittings (self, fittings);
}

static void
ask (CsFitLine         *self,
     const CsMediaItem *item)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->line = g_object_ref (self);
  asked->key = g_strdup (self->key);
  cs_office_call_async (cs_session_get_office (cs_draft_get_session (self->draft)), "media.fit",
                        cs_arguments_media_fit (&item->digest, cs_draft_get_content (self->draft)->accounts),
                        self->cancellable, fitted_cb, asked);
}

static void
look_again (CsFitLine *self)
{
  CsMediaItem *item = find_item (self);
  g_autofree char *key = NULL;
  GPtrArray *known;

  if (item == NULL || !g_str_has_prefix (item->mime_type, "image/"))
    return;
  key = make_key (self, item);
  if (g_strcmp0 (key, self->key) == 0)
    return;
  g_free (self->key);
  self->key = g_steal_pointer (&key);
  if ((known = g_hash_table_lookup (get_known (self), self->key)) != NULL)
    show_fittings (self, known);
  else
    {
      begin (self);
      if (cs_draft_get_content (self->draft)->accounts->len > 0)
        ask (self, item);
    }
}

static void
cs_fit_line_dispose (GObject *object)
{
  CsFitLine *self = CS_FIT_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_fit_line_parent_class)->dispose (object);
}

static void
cs_fit_line_finalize (GObject *object)
{
  CsFitLine *self = CS_FIT_LINE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->fittings, g_ptr_array_unref);
  g_free (self->key);
  G_OBJECT_CLASS (cs_fit_line_parent_class)->finalize (object);
}

static void
cs_fit_line_class_init (CsFitLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_fit_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_fit_line_finalize;
}

static void
cs_fit_line_init (CsFitLine *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_fit_line_new (CsDraft *draft,
                 guint    part,
                 guint    position)
{
  CsFitLine *self = g_object_new (CS_TYPE_FIT_LINE, NULL);

  self->draft = g_object_ref (draft);
  self->part = part;
  self->position = position;
  g_signal_connect_object (draft, "changed", G_CALLBACK (look_again), self, G_CONNECT_SWAPPED);
  look_again (self);
  return GTK_WIDGET (self);
}
