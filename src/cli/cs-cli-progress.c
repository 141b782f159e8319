/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cs-cli.h"

/* Operations that take long, at a terminal: how far they are, and an end by Ctrl+C. */

/* What takes less says nothing: a line that flashes up helps nobody. */
#define PATIENCE (400 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GMainLoop    *loop;        /* owned */
  GCancellable *cancellable; /* owned */
  gint64        started_at;
  gboolean      shown;
  JsonObject   *reply;       /* owned */
  GError       *error;       /* owned */
} Wait;

static void
progress_cb (CsOffice   *office,
             const char *operation,
             double      done,
             gpointer    user_data)
{
  Wait *wait = user_data;

  if (g_get_monotonic_time () - wait->started_at < PATIENCE)
    return;

  wait->shown = TRUE;
  g_printerr ("\r");
  /* Translators: how far a long operation is, in a terminal */
  g_printerr (_("%3.0f %% done; Ctrl+C ends it"), done * 100);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Wait *wait = user_data;

  wait->reply = cs_office_call_finish (CS_OFFICE (source), result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  Wait *wait = user_data;

  g_cancellable_cancel (wait->cancellable);
  return G_SOURCE_CONTINUE;
}

JsonObject *
cs_cli_call_office (CsLocalOffice  *office,
                    const char     *operation,
                    JsonObject     *arguments,
                    GError        **error)
{
  Wait wait = { NULL };
  gulong handler;
  guint interrupt;

  if (!isatty (STDERR_FILENO))
    return cs_office_call (CS_OFFICE (office), operation, arguments, NULL, error);

  wait.loop = g_main_loop_new (NULL, FALSE);
  wait.cancellable = g_cancellable_new ();
  wait.started_at = g_get_monotonic_time ();
  handler = g_signal_connect (office, "progress", G_CALLBACK (progress_cb), &wait);
  interrupt = g_unix_signal_add (SIGINT, interrupted_cb, &wait);
  cs_office_call_async (CS_OFFICE (office), operation, arguments, wait.cancellable, called_cb, &wait);
  g_main_loop_run (wait.loop);

  g_source_remove (interrupt);
  g_signal_handler_disconnect (office, handler);
  if (wait.shown)
    g_printerr ("\r\033[K"); /* the line is for what was done */
  g_main_loop_unref (wait.loop);
  g_object_unref (wait.cancellable);
  if (wait.error)
    g_propagate_error (error, wait.error);
  return wait.reply;
}
