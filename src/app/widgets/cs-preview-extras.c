/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-checks.h"
#include "cs-poll-words.h"
#include "cs-preview-extras.h"
#include "cs-show-error.h"

struct _CsPreviewExtras
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  char      *key; /* what is shown */
};

G_DEFINE_FINAL_TYPE (CsPreviewExtras, cs_preview_extras, GTK_TYPE_WIDGET)

static void
cs_preview_extras_dispose (GObject *object)
{
  g_clear_pointer (&CS_PREVIEW_EXTRAS (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (cs_preview_extras_parent_class)->dispose (object);
}

static void
cs_preview_extras_finalize (GObject *object)
{
  g_free (CS_PREVIEW_EXTRAS (object)->key);
  G_OBJECT_CLASS (cs_preview_extras_parent_class)->finalize (object);
}

static void
cs_preview_extras_class_init (CsPreviewExtrasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_preview_extras_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_preview_extras_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
cs_preview_extras_init (CsPreviewExtras *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_preview_extras_new (void)
{
  return g_object_new (CS_TYPE_PREVIEW_EXTRAS, NULL);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_line (CsPreviewExtras *self,
          const char      *icon,
          const char      *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = make_label (text, "caption");

  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (row), label);
  gtk_widget_add_css_class (row, "dim-label");
  gtk_box_append (GTK_BOX (self->box), row);
}

/* X writes answers into long buttons, the others behind a ring or, where several may be given, a box. */
static void
add_answer (GtkWidget     *list,
            const char    *answer,
            gboolean       multiple,
            CsNetworkKind  network)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = make_label (*answer ? answer : "…", NULL);

  gtk_widget_set_hexpand (label, TRUE);
  if (network == CS_NETWORK_X)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0.5);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_widget_add_css_class (row, "poll-button");
    }
  else
    {
      GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (mark, multiple ? "poll-box" : "poll-ring");
      gtk_box_append (GTK_BOX (row), mark);
    }
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (list), row);
}

static void
add_poll (CsPreviewExtras *self,
          const CsPoll    *poll,
          CsNetworkKind    network)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *said = cs_poll_say (poll);

  for (guint i = 0; i < poll->options->len; i++)
    add_answer (list, g_ptr_array_index (poll->options, i), poll->multiple && network != CS_NETWORK_X, network);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Poll"), -1);
  gtk_box_append (GTK_BOX (self->box), list);
  gtk_box_append (GTK_BOX (self->box), make_label (said, "poll-time"));
}

static void
add_quote (CsPreviewExtras *self,
           const CsSegment *segment)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_box_append (GTK_BOX (card), make_label (cs_segment_is_repost (segment) ? _("Reposts this post without words of its own")
                                              : _("Quotes this post"), "caption-heading"));
  gtk_box_append (GTK_BOX (card), make_label (segment->quote, "preview-address"));
  gtk_widget_add_css_class (card, "preview-quote");
  gtk_box_append (GTK_BOX (self->box), card);
}

static char *
make_key (const CsContent *content,
          const CsSegment *segment,
          CsNetworkKind    network,
          gboolean         first)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%d %d %d %d %d\n%s\n%s\n", network, first, content->ai_made, content->replies_from, content->quotes_from,
                          segment->quote, segment->reply_to);
  if (*segment->quote)
    g_string_append_printf (key, "%d\n", cs_segment_is_repost (segment));
  for (guint i = 0; segment->poll && i < segment->poll->options->len; i++)
    g_string_append_printf (key, "%s\n", (const char *) g_ptr_array_index (segment->poll->options, i));
  if (segment->poll)
    g_string_append_printf (key, "%u %d", segment->poll->minutes, segment->poll->multiple);
  return g_string_free (key, FALSE);
}

void
cs_preview_extras_set (CsPreviewExtras *self,
                       const CsContent *content,
                       const CsSegment *segment,
                       CsNetworkKind    network,
                       gboolean         first)
{
  g_autofree char *key = make_key (content, segment, network, first);
  g_autofree char *answers = NULL;
  GtkWidget *child;

  g_return_if_fail (CS_IS_PREVIEW_EXTRAS (self));

  if (g_strcmp0 (key, self->key) == 0)
    return;
  g_free (self->key);
  self->key = g_steal_pointer (&key);
  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  if (segment->poll)
    add_poll (self, segment->poll, network);
  if (*segment->quote)
    add_quote (self, segment);
  if (first && *segment->reply_to)
    {
      /* Translators: %s is the address of a post */
      answers = g_strdup_printf (_("Answers %s"), segment->reply_to);
      add_line (self, "mail-reply-sender-symbolic", answers);
    }
  if (first && content->replies_from != CS_REPLIES_FROM_EVERYONE)
    add_line (self, "system-users-symbolic", cs_replies_from_label (content->replies_from));
  if (first && content->quotes_from != CS_QUOTES_FROM_EVERYONE)
    add_line (self, "system-users-symbolic", cs_quotes_from_label (content->quotes_from));
  if (content->ai_made && network == CS_NETWORK_X)
    add_line (self, "emblem-system-symbolic", _("Made with AI"));
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}
