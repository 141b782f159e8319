/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

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
  show_summary (self);
  cs_draft_touch (self->draft);
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
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
cs_source_row_init (CsSourceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  self->loading = FALSE;
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
