/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-toasts.h"

static void
show (GtkWidget *widget,
      AdwToast  *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), g_object_ref (toast));
}

static AdwToast *
make_toast (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

void
cs_toast_say (GtkWidget  *widget,
              const char *text)
{
  g_autoptr(AdwToast) toast = make_toast (text);

  show (widget, toast);
}

void
cs_toast_error (GtkWidget    *widget,
                const char   *what,
                const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_message ("%s%s%s", what ? what : "", what ? ": " : "", error->message);
  if (what)
    /* Translators: a file's name, then the sentence that says what is wrong with it */
    text = g_strdup_printf (_("“%s”: %s"), what, cs_error_sentence (error));
  else
    text = g_strdup (cs_error_sentence (error));
  cs_toast_say (widget, text);
}

void
cs_toast_offer (GtkWidget      *widget,
                const char     *text,
                const char     *button,
                GCallback       callback,
                gpointer        user_data,
                GClosureNotify  destroy)
{
  g_autoptr(AdwToast) toast = make_toast (text);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_timeout (toast, 10);
  g_signal_connect_data (toast, "button-clicked", callback, user_data, destroy, 0);
  show (widget, toast);
}
