/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-rights-window.h"
#include "cs-show-error.h"

enum { AUTHOR, LICENCE, UNTIL, CONSENT, MAP, N_FIELDS };

struct _CsRightsWindow
{
  AdwWindow    parent_instance;

  CsDraft     *draft;
  guint        part;
  guint        position;
  CsDigest     digest;  /* of the picture that this is about */

  GtkEditable *fields[N_FIELDS];
  GtkSwitch   *ai_made;
  GtkWidget   *done;
  GtkLabel    *trouble;
};

G_DEFINE_FINAL_TYPE (CsRightsWindow, cs_rights_window, ADW_TYPE_WINDOW)

static CsMediaItem *
find_item (CsRightsWindow *self)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->part);
  CsMediaItem *item = segment != NULL && self->position < segment->media->len ? cs_segment_get_media (segment, self->position) : NULL;

  return item != NULL && cs_digest_equal (&item->digest, &self->digest) ? item : NULL;
}

/* "" or a day that there is, YYYY-MM-DD. */
static gboolean
is_day (const char *text)
{
  guint year, month, day;
  char rest;

  if (*text == '\0')
    return TRUE;
  return strlen (text) == 10 && sscanf (text, "%4u-%2u-%2u%c", &year, &month, &day, &rest) == 3 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static char *
dup_field (CsRightsWindow *self,
           guint           field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->fields[field])));
}

static void
check_cb (CsRightsWindow *self)
{
  g_autofree char *until = dup_field (self, UNTIL);
  gboolean good = is_day (until);

  gtk_widget_set_sensitive (self->done, good);
  gtk_label_set_label (self->trouble, good ? "" : _("Write the day as year, month, day: 2027-03-31."));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), !good);
}

static void
done_cb (CsRightsWindow *self)
{
  CsMediaItem *item = find_item (self);
  char **places[N_FIELDS];

  if (item != NULL)
    {
      places[AUTHOR] = &item->author;
      places[LICENCE] = &item->licence;
      places[UNTIL] = &item->licence_until;
      places[CONSENT] = &item->consent;
      places[MAP] = &item->map_number;
      for (guint i = 0; i < N_FIELDS; i++)
        {
          g_free (*places[i]);
          *places[i] = dup_field (self, i);
        }
      item->ai_made = gtk_switch_get_active (self->ai_made);
      cs_draft_touch (self->draft);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
cs_rights_window_dispose (GObject *object)
{
  g_clear_object (&CS_RIGHTS_WINDOW (object)->draft);
  G_OBJECT_CLASS (cs_rights_window_parent_class)->dispose (object);
}

static void
cs_rights_window_class_init (CsRightsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_rights_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_bar (CsRightsWindow *self)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  self->done = gtk_button_new_with_label (_("Done"));
  gtk_widget_add_css_class (self->done, "suggested-action");
  g_signal_connect_object (self->done, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->done);
  return bar;
}

static void
add_row (CsRightsWindow      *self,
         AdwPreferencesGroup *group,
         guint                field,
         const char          *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  self->fields[field] = GTK_EDITABLE (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (check_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
make_page (CsRightsWindow *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *whose = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *shown = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_group_set_description (whose, _("They are signed with the post, and never written into the published file."));
  add_row (self, whose, AUTHOR, _("Author"));
  add_row (self, whose, LICENCE, _("Licence or permission"));
  add_row (self, whose, UNTIL, _("Holds until (year-month-day)"));
  add_row (self, shown, CONSENT, _("Consent of the people shown: where it is filed"));
  add_row (self, shown, MAP, _("Number of the map review"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Made by AI"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Wholly or in part"));
  self->ai_made = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->ai_made), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->ai_made));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->ai_made));
  adw_preferences_group_add (shown, row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), whose);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), shown);
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

static void
cs_rights_window_init (CsRightsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_bar (self));
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), make_page (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Rights"));
  gtk_window_set_default_size (GTK_WINDOW (self), 500, 560);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

GtkWidget *
cs_rights_window_new (GtkWindow *parent,
                      CsDraft   *draft,
                      guint      part,
                      guint      position)
{
  CsRightsWindow *self = g_object_new (CS_TYPE_RIGHTS_WINDOW, "transient-for", parent, NULL);
  CsSegment *segment = cs_draft_find_part (draft, part);
  CsMediaItem *item;

  g_return_val_if_fail (segment != NULL && position < segment->media->len, GTK_WIDGET (self));

  self->draft = g_object_ref (draft);
  self->part = part;
  self->position = position;
  item = cs_segment_get_media (segment, position);
  self->digest = item->digest;
  gtk_editable_set_text (self->fields[AUTHOR], item->author);
  gtk_editable_set_text (self->fields[LICENCE], item->licence);
  gtk_editable_set_text (self->fields[UNTIL], item->licence_until);
  gtk_editable_set_text (self->fields[CONSENT], item->consent);
  gtk_editable_set_text (self->fields[MAP], item->map_number);
  gtk_switch_set_active (self->ai_made, item->ai_made);
  return GTK_WIDGET (self);
}
