/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-card-picker.h"
#include "cs-claims.h"
#include "cs-source-library.h"
#include "cs-source-row.h"

struct _CsSourceRow
{
  AdwExpanderRow  parent_instance;

  CsDraft        *draft;
  guint           position;
  gboolean        loading;
  GtkEditable    *publisher;
  GtkEditable    *title;
  GtkEditable    *date;
  GtkEditable    *address;
  GtkEditable    *number;
  GtkEditable    *page;
  GtkEditable    *note;
  GtkEditable    *until;
  AdwActionRow   *snapshot;
  GtkWidget      *open;
  GtkWidget      *attach;
  GtkButton      *keep;
  GtkWidget      *past;      /* a sign that it does not hold any more */
};

G_DEFINE_FINAL_TYPE (CsSourceRow, cs_source_row, ADW_TYPE_EXPANDER_ROW)

static guint remove_signal;

static CsSource *
find_source (CsSourceRow *self)
{
  CsContent *content = cs_draft_get_content (self->draft);

  return self->position < content->sources->len ? cs_content_get_source (content, self->position) : NULL;
}

static void
show_past (CsSourceRow *self)
{
  g_autofree char *today = cs_today ();
  const char *until = gtk_editable_get_text (self->until);
  gboolean past = cs_claims_is_past (until, today);
  /* Translators: %s is a date until which a source held */
  g_autofree char *text = past ? g_strdup_printf (_("Held only until %s: look whether it is still true"), until) : NULL;

  gtk_widget_set_visible (self->past, past);
  gtk_widget_set_tooltip_text (self->past, text);
}

/* The stored copy, and whether the library has this source. */
static void
show_keeping (CsSourceRow *self)
{
  const CsSource *source = find_source (self);
  gboolean stored = source && !cs_digest_is_none (&source->snapshot);

  if (source == NULL)
    return;
  adw_action_row_set_subtitle (self->snapshot, stored ? _("Kept with the post") : _("PDF, picture or text"));
  gtk_widget_set_visible (self->open, stored);
  gtk_button_set_label (GTK_BUTTON (self->attach), stored ? _("Replace…") : _("Attach…"));
  gtk_button_set_label (self->keep, source->card != 0 ? _("Update the Library’s Card") : _("Save to Library"));
}

static void
show_summary (CsSourceRow *self)
{
  const char *title = gtk_editable_get_text (self->title);
  const char *parts[4] = { NULL };
  g_autofree char *subtitle = NULL;
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      const char *text = gtk_editable_get_text (i == 0 ? self->publisher : i == 1 ? self->date : self->address);

      if (*text)
        parts[n++] = text;
    }
  subtitle = g_strjoinv (" · ", (char **) parts);
  show_past (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *title ? title : _("New Source"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
}

static void
take_text (GtkEditable  *editable,
           char        **field)
{
  g_free (*field);
  *field = g_strdup (gtk_editable_get_text (editable));
}

static void
changed_cb (CsSourceRow *self)
{
  CsSource *source = self->loading ? NULL : find_source (self);

  if (source == NULL)
    return;
  take_text (self->publisher, &source->publisher);
  take_text (self->title, &source->title);
  take_text (self->date, &source->date);
  take_text (self->address, &source->address);
  take_text (self->number, &source->number);
  take_text (self->page, &source->page);
  take_text (self->note, &source->note);
  take_text (self->until, &source->until);
  show_summary (self);
  cs_draft_touch (self->draft);
}

static void
attached_cb (CsSourceRow    *self,
             const CsDigest *snapshot)
{
  CsSource *source = self->draft ? find_source (self) : NULL;

  if (source == NULL)
    return;
  source->snapshot = *snapshot;
  show_keeping (self);
  cs_draft_touch (self->draft);
}

static void
attach_clicked_cb (CsSourceRow *self)
{
  cs_source_library_attach (GTK_WIDGET (self), cs_draft_get_session (self->draft), attached_cb);
}

static void
open_clicked_cb (CsSourceRow *self)
{
  const CsSource *source = find_source (self);

  if (source != NULL)
    cs_source_library_open (GTK_WIDGET (self), cs_draft_get_session (self->draft), &source->snapshot);
}

static void
kept_cb (CsSourceRow *self,
         gint64       card)
{
  CsSource *source = self->draft ? find_source (self) : NULL;

  if (source == NULL || source->card == card)
    return;
  source->card = card;
  show_keeping (self);
  cs_draft_touch (self->draft);
}

static void
keep_clicked_cb (CsSourceRow *self)
{
  const CsSource *source = find_source (self);

  if (source != NULL)
    cs_source_library_keep (GTK_WIDGET (self), cs_draft_get_session (self->draft), source, kept_cb);
}

static void
remove_clicked_cb (CsSourceRow *self)
{
  g_signal_emit (self, remove_signal, 0);
}

static void
cs_source_row_dispose (GObject *object)
{
  CsSourceRow *self = CS_SOURCE_ROW (object);

  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_source_row_parent_class)->dispose (object);
}

static void
cs_source_row_class_init (CsSourceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_source_row_dispose;
  remove_signal = g_signal_new ("remove", CS_TYPE_SOURCE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/composer/cs-source-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, publisher);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, title);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, date);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, address);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, number);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, page);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, note);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, until);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, snapshot);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, open);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, attach);
  gtk_widget_class_bind_template_child (widget_class, CsSourceRow, keep);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, attach_clicked_cb);
}

static void
cs_source_row_init (CsSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->past = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_widget_add_css_class (self->past, "warning");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->past);
}

GtkWidget *
cs_source_row_new (CsDraft *draft,
                   guint    position)
{
  CsSourceRow *self = g_object_new (CS_TYPE_SOURCE_ROW, NULL);
  CsSource *source;

  self->draft = g_object_ref (draft);
  self->position = position;
  source = find_source (self);
  g_return_val_if_fail (source != NULL, GTK_WIDGET (self));
  self->loading = TRUE;
  gtk_editable_set_text (self->publisher, source->publisher);
  gtk_editable_set_text (self->title, source->title);
  gtk_editable_set_text (self->date, source->date);
  gtk_editable_set_text (self->address, source->address);
  gtk_editable_set_text (self->number, source->number);
  gtk_editable_set_text (self->page, source->page);
  gtk_editable_set_text (self->note, source->note);
  gtk_editable_set_text (self->until, source->until);
  self->loading = FALSE;
  show_keeping (self);
  show_summary (self);
  return GTK_WIDGET (self);
}

guint
cs_source_row_get_position (CsSourceRow *self)
{
  g_return_val_if_fail (CS_IS_SOURCE_ROW (self), 0);

  return self->position;
}

void
cs_source_row_edit (CsSourceRow *self)
{
  g_return_if_fail (CS_IS_SOURCE_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->publisher));
}
