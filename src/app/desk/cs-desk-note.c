/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-desk-group.h"
#include "cs-desk-note.h"
#include "cs-show-error.h"

#define N_BUTTONS 2

struct _CsDeskNote
{
  AdwBin parent_instance;

  CsSession  *session;
  const char *style;   /* CSS class of the tone; static */

  GtkImage   *icon;
  GtkLabel   *title;
  GtkLabel   *text;
  GtkLabel   *clock;
  GtkWidget  *buttons[N_BUTTONS];
  GtkWidget  *button_box;
  GtkWidget  *expander;
  GtkWidget  *group;   /* NULL until there are posts */
};

G_DEFINE_FINAL_TYPE (CsDeskNote, cs_desk_note, ADW_TYPE_BIN)

static void
cs_desk_note_dispose (GObject *object)
{
  CsDeskNote *self = CS_DESK_NOTE (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_desk_note_parent_class)->dispose (object);
}

static void
cs_desk_note_class_init (CsDeskNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_desk_note_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "desknote");
}

static GtkLabel *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);

  return GTK_LABEL (label);
}

static GtkWidget *
make_buttons (CsDeskNote *self)
{
  self->button_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  for (guint i = 0; i < N_BUTTONS; i++)
    {
      self->buttons[i] = gtk_button_new ();
      gtk_widget_set_visible (self->buttons[i], FALSE);
      gtk_box_append (GTK_BOX (self->button_box), self->buttons[i]);
    }
  gtk_widget_set_margin_top (self->button_box, 6);
  gtk_widget_set_visible (self->button_box, FALSE);

  return self->button_box;
}

static void
cs_desk_note_init (CsDeskNote *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->icon, 24);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  self->title = make_label ("heading");
  self->text = make_label ("body");
  self->clock = make_label ("caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->clock), "numeric");
  self->expander = gtk_expander_new (NULL);
  gtk_widget_set_visible (self->expander, FALSE);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->clock));
  gtk_box_append (GTK_BOX (column), make_buttons (self));
  gtk_box_append (GTK_BOX (column), self->expander);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (line), column);
  adw_bin_set_child (ADW_BIN (self), line);
}

GtkWidget *
cs_desk_note_new (CsSession *session)
{
  CsDeskNote *self = g_object_new (CS_TYPE_DESK_NOTE, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

static void
set_tone (CsDeskNote *self,
          CsNoteTone  tone)
{
  /* not "warning": the theme writes everything below that in its colour */
  static const char * const styles[] = {
    [CS_NOTE_PLAIN] = "plain",
    [CS_NOTE_WARNING] = "held",
    [CS_NOTE_ALARM] = "emergency",
  };

  if (self->style == styles[tone])
    return;

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = styles[tone];
  gtk_widget_add_css_class (GTK_WIDGET (self), self->style);
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

void
cs_desk_note_set (CsDeskNote *self,
                  CsNoteTone  tone,
                  const char *icon,
                  const char *title,
                  const char *text,
                  const char *clock)
{
  g_return_if_fail (CS_IS_DESK_NOTE (self));

  set_tone (self, tone);
  gtk_image_set_from_icon_name (self->icon, icon);
  set_text (self->title, title);
  set_text (self->text, text);
  set_text (self->clock, clock);
  cs_name_widget (GTK_WIDGET (self), title);
}

/* The target first: a name whose target is not there yet is a mistake to GTK, even for a moment. */
static void
set_action (GtkActionable *button,
            const char    *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, &error))
    g_error ("%s", error->message);
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

void
cs_desk_note_set_button (CsDeskNote *self,
                         guint       position,
                         const char *label,
                         const char *action)
{
  GtkWidget *button;

  g_return_if_fail (CS_IS_DESK_NOTE (self));
  g_return_if_fail (position < N_BUTTONS);

  button = self->buttons[position];
  gtk_widget_set_visible (button, label != NULL);
  if (label != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (button), label);
      set_action (GTK_ACTIONABLE (button), action);
    }
  gtk_widget_set_visible (self->button_box, gtk_widget_get_visible (self->buttons[0]) ||
                          gtk_widget_get_visible (self->buttons[1]));
}

void
cs_desk_note_set_posts (CsDeskNote *self,
                        const char *title,
                        GPtrArray  *posts)
{
  g_return_if_fail (CS_IS_DESK_NOTE (self));

  gtk_widget_set_visible (self->expander, posts != NULL && posts->len > 0);
  if (posts == NULL || posts->len == 0)
    return;

  if (self->group == NULL)
    {
      self->group = cs_desk_group_new (self->session, title);
      cs_desk_group_hide_title (CS_DESK_GROUP (self->group));
      gtk_widget_set_margin_top (self->group, 6);
      gtk_expander_set_child (GTK_EXPANDER (self->expander), self->group);
    }
  gtk_expander_set_label (GTK_EXPANDER (self->expander), title);
  cs_name_widget (self->expander, title);
  cs_desk_group_set (CS_DESK_GROUP (self->group), posts, posts->len);
}

struct _CsDeskNotes
{
  AdwBin parent_instance;

  CsSession  *session;
  GtkBox     *box;
  GHashTable *notes;  /* key to the note, which the box owns */
  GHashTable *put;    /* keys put since the last end */
  GtkWidget  *last;   /* put last; NULL = none */
};

G_DEFINE_FINAL_TYPE (CsDeskNotes, cs_desk_notes, ADW_TYPE_BIN)

static void
cs_desk_notes_dispose (GObject *object)
{
  CsDeskNotes *self = CS_DESK_NOTES (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->notes, g_hash_table_unref);
  g_clear_pointer (&self->put, g_hash_table_unref);
  G_OBJECT_CLASS (cs_desk_notes_parent_class)->dispose (object);
}

static void
cs_desk_notes_class_init (CsDeskNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_desk_notes_dispose;
}

static void
cs_desk_notes_init (CsDeskNotes *self)
{
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->put = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_desk_notes_new (CsSession *session)
{
  CsDeskNotes *self = g_object_new (CS_TYPE_DESK_NOTES, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

CsDeskNote *
cs_desk_notes_put (CsDeskNotes *self,
                   const char  *key)
{
  GtkWidget *note;

  g_return_val_if_fail (CS_IS_DESK_NOTES (self), NULL);

  note = g_hash_table_lookup (self->notes, key);
  if (note == NULL)
    {
      note = cs_desk_note_new (self->session);
      gtk_box_insert_child_after (self->box, note, self->last);
      g_hash_table_insert (self->notes, g_strdup (key), note);
    }
  else if (gtk_widget_get_prev_sibling (note) != self->last)
    gtk_box_reorder_child_after (self->box, note, self->last);
  self->last = note;
  g_hash_table_add (self->put, g_strdup (key));

  return CS_DESK_NOTE (note);
}

guint
cs_desk_notes_end (CsDeskNotes *self)
{
  GHashTableIter iter;
  gpointer key;
  gpointer note;

  g_return_val_if_fail (CS_IS_DESK_NOTES (self), 0);

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &key, &note))
    if (!g_hash_table_contains (self->put, key))
      {
        gtk_box_remove (self->box, note);
        g_hash_table_iter_remove (&iter);
      }
  g_hash_table_remove_all (self->put);
  self->last = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->notes) > 0);

  return g_hash_table_size (self->notes);
}
