/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-tick-list.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-text-label.h"

#define MAX_TICKS 20
#define N_KEYS 9 /* those that a figure ticks */

struct _CsTickList
{
  AdwBin      parent_instance;
  GtkWidget  *box;
  GPtrArray  *checks; /* of GtkCheckButton, lent by the box */
  char      **texts;
};

G_DEFINE_FINAL_TYPE (CsTickList, cs_tick_list, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (CsTickList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The figure that ticks it stands in front of the text: keys are found without a list of them. */
static GtkWidget *
make_check (CsTickList *self,
            guint       position,
            const char *text)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = cs_text_label_new (text, NULL);
  g_autofree char *number = g_strdup_printf ("%u", position + 1);
  GtkWidget *key = g_object_new (GTK_TYPE_LABEL, "label", number,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (key, "cs-key");
  gtk_widget_set_valign (key, GTK_ALIGN_START);
  gtk_widget_set_visible (key, position < N_KEYS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), key);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  cs_name_widget (check, text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->checks, check);
  /* GTK 4.8 has no child for a check button: the words beside it tick it as its own label would. */
  g_object_set_data (G_OBJECT (row), "cs-check", check);
  return row;
}

static void
clicked_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            GtkWidget       *row)
{
  GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "cs-check");

  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

static void
append_tick (CsTickList *self,
             guint       position,
             const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *row = make_check (self, position, text);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (line), g_ptr_array_index (self->checks, position));
  gtk_box_append (GTK_BOX (line), row);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
cs_tick_list_finalize (GObject *object)
{
  CsTickList *self = CS_TICK_LIST (object);

  g_ptr_array_unref (self->checks);
  g_strfreev (self->texts);
  G_OBJECT_CLASS (cs_tick_list_parent_class)->finalize (object);
}

static void
cs_tick_list_class_init (CsTickListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_tick_list_finalize;
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_TICK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
cs_tick_list_init (CsTickList *self)
{
  self->checks = g_ptr_array_new ();
  self->texts = g_new0 (char *, 1);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
cs_tick_list_new (void)
{
  return g_object_new (CS_TYPE_TICK_LIST, NULL);
}

void
cs_tick_list_set (CsTickList         *self,
                  const char * const *texts)
{
  static const char * const none[] = { NULL };
  GtkWidget *child;

  g_return_if_fail (CS_IS_TICK_LIST (self));

  texts = texts ? texts : none;
  if (g_strv_equal ((const char * const *) self->texts, texts))
    return;
  g_strfreev (self->texts);
  self->texts = g_strdupv ((char **) texts);
  g_ptr_array_set_size (self->checks, 0);
  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; texts[i] && i < MAX_TICKS; i++)
    append_tick (self, i, texts[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
cs_tick_list_clear (CsTickList *self)
{
  g_return_if_fail (CS_IS_TICK_LIST (self));

  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i), FALSE);
}

guint
cs_tick_list_get_n (CsTickList *self)
{
  g_return_val_if_fail (CS_IS_TICK_LIST (self), 0);

  return self->checks->len;
}

guint
cs_tick_list_get_n_left (CsTickList *self)
{
  guint n = 0;

  g_return_val_if_fail (CS_IS_TICK_LIST (self), 0);

  for (guint i = 0; i < self->checks->len; i++)
    n += !gtk_check_button_get_active (g_ptr_array_index (self->checks, i));
  return n;
}

guint
cs_tick_list_get_bits (CsTickList *self)
{
  guint bits = 0;

  g_return_val_if_fail (CS_IS_TICK_LIST (self), 0);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      bits |= 1u << i;
  return bits;
}

void
cs_tick_list_toggle (CsTickList *self,
                     guint       position)
{
  GtkCheckButton *check;

  g_return_if_fail (CS_IS_TICK_LIST (self));

  if (position >= self->checks->len)
    return;
  check = g_ptr_array_index (self->checks, position);
  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
  gtk_widget_grab_focus (GTK_WIDGET (check));
}

void
cs_tick_list_focus_next (CsTickList *self)
{
  g_return_if_fail (CS_IS_TICK_LIST (self));

  for (guint i = 0; i < self->checks->len; i++)
    if (!gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      {
        gtk_widget_grab_focus (g_ptr_array_index (self->checks, i));
        return;
      }
  if (self->checks->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->checks, 0));
}

G_STATIC_ASSERT (MAX_TICKS <= 32);
