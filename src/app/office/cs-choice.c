/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-choice.h"
#include "cs-compat.h"
#include "cs-show-error.h"

/* Of what is chosen, as far as there is room. */
#define MAX_CHARS 30

struct _CsChoice
{
  GtkWidget      parent_instance;

  char          *name;
  char          *nothing;  /* said where there is nothing to choose from */
  GtkDropDown   *drop_down;
  GtkStringList *words;
  GArray        *values;   /* of gint64, in the order of the words */
  gboolean       open;     /* the first row says that nothing is chosen yet */
  gboolean       filling;
};

G_DEFINE_FINAL_TYPE (CsChoice, cs_choice, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* GTK names a drop-down by its class: it is to say what is chosen, and for what. */
static void
name_it (CsChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  const char *empty = self->nothing != NULL ? self->nothing : _("Nothing to choose from yet");
  const char *words = selected != GTK_INVALID_LIST_POSITION ? gtk_string_list_get_string (self->words, selected) : empty;
  g_autofree char *name = NULL;

  /* Translators: what is chosen here, and the choice: "Decider 1: role: Reviewer". */
  name = g_strdup_printf (C_("choice", "%s: %s"), self->name, words);
  cs_compat_set_empty_words (self->drop_down, empty);
  cs_name_drop_down (self->drop_down, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_down), words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->drop_down), self->values->len > (self->open ? 1 : 0));
}

static void
selected_cb (CsChoice *self)
{
  if (self->filling)
    return;

  name_it (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cs_choice_dispose (GObject *object)
{
  CsChoice *self = CS_CHOICE (object);

  if (self->drop_down != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->drop_down));
  self->drop_down = NULL;
  G_OBJECT_CLASS (cs_choice_parent_class)->dispose (object);
}

static void
cs_choice_finalize (GObject *object)
{
  CsChoice *self = CS_CHOICE (object);

  g_clear_object (&self->words);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->nothing, g_free);
  G_OBJECT_CLASS (cs_choice_parent_class)->finalize (object);
}

static void
cs_choice_class_init (CsChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* What is chosen gives way where there is no room for all of it: the tooltip and the list have it whole. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkStringObject *words = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (words));
}

static void
make_it_give_way (GtkDropDown *drop_down)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_drop_down_set_list_factory (drop_down, gtk_drop_down_get_factory (drop_down));
  gtk_drop_down_set_factory (drop_down, factory);
}

static void
cs_choice_init (CsChoice *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->words = gtk_string_list_new (NULL);
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->words)), NULL));
  make_it_give_way (self->drop_down);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_choice_new (const char *name)
{
  CsChoice *self = g_object_new (CS_TYPE_CHOICE, NULL);

  self->name = g_strdup (name);
  name_it (self);

  return GTK_WIDGET (self);
}

void
cs_choice_set_nothing (CsChoice   *self,
                       const char *words)
{
  g_return_if_fail (CS_IS_CHOICE (self));

  if (g_strcmp0 (self->nothing, words) != 0)
    {
      g_free (self->nothing);
      self->nothing = g_strdup (words);
    }
  name_it (self);
}

void
cs_choice_add (CsChoice   *self,
               gint64      value,
               const char *words)
{
  g_return_if_fail (CS_IS_CHOICE (self));

  self->filling = TRUE;
  g_array_append_val (self->values, value);
  gtk_string_list_append (self->words, words);
  self->filling = FALSE;
  name_it (self);
}

void
cs_choice_clear (CsChoice *self)
{
  g_return_if_fail (CS_IS_CHOICE (self));

  self->filling = TRUE;
  self->open = FALSE;
  g_array_set_size (self->values, 0);
  gtk_string_list_splice (self->words, 0, g_list_model_get_n_items (G_LIST_MODEL (self->words)), NULL);
  self->filling = FALSE;
  name_it (self);
}

/* GTK 4.18 leaves something selected whatever it is told: that nothing is chosen takes a row of its own. */
static void
set_open (CsChoice *self,
          gboolean  open)
{
  /* Translators: in a drop-down in which nothing is chosen yet. */
  const char *row[] = { _("Choose…"), NULL };
  gint64 none = 0;

  if (open == self->open)
    return;

  self->open = open;
  gtk_string_list_splice (self->words, 0, open ? 0 : 1, open ? row : NULL);
  if (open)
    g_array_prepend_val (self->values, none);
  else
    g_array_remove_index (self->values, 0);
}

void
cs_choice_select (CsChoice *self,
                  gint64    value)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (CS_IS_CHOICE (self));

  self->filling = TRUE;
  set_open (self, FALSE);
  for (guint i = 0; i < self->values->len; i++)
    if (g_array_index (self->values, gint64, i) == value)
      selected = i;
  if (selected == GTK_INVALID_LIST_POSITION && self->values->len > 0)
    {
      set_open (self, TRUE);
      selected = 0;
    }
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->filling = FALSE;
  name_it (self);
}

gint64
cs_choice_get (CsChoice *self)
{
  guint selected;

  g_return_val_if_fail (CS_IS_CHOICE (self), 0);

  selected = gtk_drop_down_get_selected (self->drop_down);
  return selected < self->values->len ? g_array_index (self->values, gint64, selected) : 0;
}
