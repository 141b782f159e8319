/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-unsaved.h"

/* The task that waits until one is saved hangs on it by this name. */
#define WAITING "cs-unsaved-task"

/* Set while the person is asked. */
#define ASKED "cs-unsaved-asked"

G_DEFINE_INTERFACE (CsUnsaved, cs_unsaved, GTK_TYPE_WIDGET)

static void settle_next (GTask *task);

static void
cs_unsaved_default_init (CsUnsavedInterface *iface)
{
}

CsUnsaved *
cs_unsaved_find (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  if (CS_IS_UNSAVED (widget) && CS_UNSAVED_GET_IFACE (widget)->is_changed (CS_UNSAVED (widget)))
    return CS_UNSAVED (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      CsUnsaved *found = cs_unsaved_find (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
cs_unsaved_saved (CsUnsaved *self,
                  gboolean   done)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CS_IS_UNSAVED (self));

  task = g_object_steal_data (G_OBJECT (self), WAITING);
  if (task == NULL)
    return;

  /* What was changed while it was being saved would be lost all the same: the next round asks about that. */
  if (done)
    settle_next (task);
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  CsUnsaved *unsaved = CS_UNSAVED (source);

  g_object_set_data (source, ASKED, NULL);
  switch (cs_compat_ask_save_finish (result))
    {
    case CS_COMPAT_SAVE:
      g_object_set_data_full (source, WAITING, g_steal_pointer (&task), g_object_unref);
      CS_UNSAVED_GET_IFACE (unsaved)->save (unsaved);
      break;

    case CS_COMPAT_DISCARD:
      CS_UNSAVED_GET_IFACE (unsaved)->discard (unsaved);
      settle_next (task);
      break;

    case CS_COMPAT_KEEP_EDITING:
    default:
      g_task_return_pointer (task, g_object_ref (source), g_object_unref);
    }
}

static void
settle_next (GTask *task)
{
  CsUnsaved *unsaved = cs_unsaved_find (g_task_get_source_object (task));
  g_autofree char *what = NULL;
  g_autofree char *body = NULL;
  const char *problem = NULL;

  if (unsaved == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  /* One question at a time: whoever asks for it again stays meanwhile. */
  if (g_object_get_data (G_OBJECT (unsaved), ASKED) != NULL || g_object_get_data (G_OBJECT (unsaved), WAITING) != NULL)
    {
      g_task_return_pointer (task, g_object_ref (unsaved), g_object_unref);
      return;
    }

  what = CS_UNSAVED_GET_IFACE (unsaved)->describe (unsaved, &problem);
  if (problem != NULL)
    /* Translators: three sentences: what is changed, that it cannot be saved, and why. */
    body = g_strdup_printf (_("%s It cannot be saved as it is: %s"), what, problem);
  else
    /* Translators: after a sentence that says what is changed. */
    body = g_strdup_printf (_("%s What you do not save is lost."), what);
  g_object_set_data (G_OBJECT (unsaved), ASKED, GINT_TO_POINTER (TRUE));
  cs_compat_ask_save_async (GTK_WIDGET (unsaved), problem != NULL ? _("Discard the Changes?") : _("Save the Changes?"), body,
                            problem == NULL, answered_cb, g_object_ref (task));
}

void
cs_unsaved_settle_async (GtkWidget           *widget,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  task = g_task_new (widget, NULL, callback, user_data);
  g_task_set_source_tag (task, cs_unsaved_settle_async);
  settle_next (task);
}

GtkWidget *
cs_unsaved_settle_finish (GtkWidget    *widget,
                          GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, widget), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) left = cs_unsaved_settle_finish (GTK_WIDGET (source), result);

  /* One that closes itself when it is saved is not in its page any more. */
  if (left == NULL)
    gtk_widget_activate_action (GTK_WIDGET (source), "page.close", NULL);
}

void
cs_unsaved_leave (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (cs_unsaved_find (widget) != NULL)
    cs_unsaved_settle_async (widget, settled_cb, NULL);
  else
    gtk_widget_activate_action (widget, "page.close", NULL);
}
