/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-films.h"
#include "cs-film-client.h"
#include "cs-film-accounts.h"
#include "cs-show-error.h"

struct _CsFilmAccounts
{
  AdwPreferencesGroup parent_instance;

  CsFilmPlace     place;
  GPtrArray      *rows;        /* of GtkWidget, lent by the group */
  gint64          making;      /* for which account, 0 = none */
  GtkProgressBar *bar;         /* lent by its row, NULL while nothing is made */
  GCancellable   *cancellable;
};

G_DEFINE_FINAL_TYPE (CsFilmAccounts, cs_film_accounts, ADW_TYPE_PREFERENCES_GROUP)

static void refresh (CsFilmAccounts *self);

/* @rendition: (transfer full). Each network has one, in their order. */
static void
put_rendition (CsMediaItem *item,
               CsRendition *rendition)
{
  guint at = 0;

  while (at < item->renditions->len && ((CsRendition *) g_ptr_array_index (item->renditions, at))->network < rendition->network)
    at++;
  if (at < item->renditions->len && ((CsRendition *) g_ptr_array_index (item->renditions, at))->network == rendition->network)
    g_ptr_array_remove_index (item->renditions, at);
  g_ptr_array_insert (item->renditions, (int) at, rendition);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CsFilmAccounts) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  CsRendition *rendition = reply ? cs_reply_read_rendition (reply) : NULL;
  CsMediaItem *item = cs_film_place_find (&self->place);

  self->making = 0;
  g_clear_object (&self->cancellable);
  if (rendition && item)
    {
      put_rendition (item, g_steal_pointer (&rendition));
      cs_draft_touch (self->place.draft);
    }
  else if (error)
    cs_show_error (GTK_WIDGET (self), error);
  g_clear_pointer (&rendition, cs_rendition_free);
  if (self->place.draft)
    refresh (self);
}

static void
make_cb (CsFilmAccounts *self,
         GtkWidget  *button)
{
  CsOffice *office = cs_session_get_office (cs_draft_get_session (self->place.draft));
  const gint64 *account = g_object_get_data (G_OBJECT (button), "cs-account");

  if (self->making != 0)
    return;
  self->making = *account;
  self->cancellable = g_cancellable_new ();
  cs_office_call_async (office, "film.fit", cs_arguments_film_fit (&self->place.film, *account), self->cancellable,
                        made_cb, g_object_ref (self));
  refresh (self);
}

static void
cancel_cb (CsFilmAccounts *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
progress_cb (CsFilmAccounts *self,
             const char *operation,
             double      done)
{
  if (self->bar && g_str_equal (operation, "film.fit"))
    gtk_progress_bar_set_fraction (self->bar, done);
}

static void
add_progress (CsFilmAccounts   *self,
              AdwActionRow *row)
{
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  cs_name_widget (GTK_WIDGET (self->bar), _("How far the version is"));
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, GTK_WIDGET (self->bar));
  adw_action_row_add_suffix (row, cancel);
}

static void
add_button (CsFilmAccounts          *self,
            AdwActionRow        *row,
            const CsAccountInfo *account)
{
  GtkWidget *button = gtk_button_new_with_label (_("Make Version"));
  g_autofree char *name = g_strdup_printf (_("Make a version for %s"), account->handle);

  cs_name_widget (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, self->making == 0 && cs_draft_may_edit (self->place.draft));
  g_object_set_data_full (G_OBJECT (button), "cs-account", g_memdup2 (&account->id, sizeof account->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (make_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
}

/* What is said of a film that goes there: whole sentences */
static char *
describe (const CsMediaItem   *item,
          const CsAccountInfo *account,
          CsFilmExcess         excess,
          gboolean            *mendable)
{
  CsFilmFacts facts = cs_media_item_get_film_facts (item, account->network);
  CsFilmFacts whole = { item->duration_ms, item->n_bytes, item->width, item->height, 0, 0, TRUE, FALSE };
  g_autofree char *size = g_format_size (facts.bytes);
  g_autofree char *why = NULL;
  g_autofree char *estimate = NULL;
  CsFilmPlan plan;

  *mendable = FALSE;
  if (excess == CS_FILM_FITS)
    return cs_media_item_find_rendition (item, account->network)
           /* Translators: width, height, size such as 12.3 MB */
           ? g_strdup_printf (_("Gets its own version: %d × %d, %s."), facts.width, facts.height, size)
           : g_strdup (_("Takes the film as it is."));

  why = cs_film_excess_sentence (excess, &account->target.film, &facts, account->handle);
  if (!cs_film_plan_for (&whole, &account->target.film, &plan))
    return g_steal_pointer (&why);

  *mendable = TRUE;
  estimate = g_format_size (plan.bytes);
  /* Translators: a sentence that says why the film does not fit, then width, height and size of what can be made of it */
  return g_strdup_printf (_("%s A version of %d × %d with at most %s can be made."), why, plan.width, plan.height, estimate);
}

static void
add_row (CsFilmAccounts          *self,
         const CsMediaItem   *item,
         const CsAccountInfo *account)
{
  CsFilmFacts facts = cs_media_item_get_film_facts (item, account->network);
  CsFilmExcess excess = cs_film_limits_check (&account->target.film, &facts);
  GtkWidget *row = adw_action_row_new ();
  gboolean mendable = FALSE;
  g_autofree char *text = describe (item, account, excess, &mendable);
  g_autofree char *title = g_markup_escape_text (account->handle, -1);
  g_autofree char *subtitle = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), excess == CS_FILM_FITS ? "object-select-symbolic" : "dialog-warning-symbolic");
  if (self->making == account->id)
    add_progress (self, ADW_ACTION_ROW (row));
  else if (mendable)
    add_button (self, ADW_ACTION_ROW (row), account);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
refresh (CsFilmAccounts *self)
{
  const CsMediaItem *item = cs_film_place_find (&self->place);
  GArray *accounts = cs_draft_get_content (self->place.draft)->accounts;

  self->bar = NULL;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; item && i < accounts->len; i++)
    {
      const CsAccountInfo *account = cs_session_find_account (cs_draft_get_session (self->place.draft),
                                                              g_array_index (accounts, gint64, i));

      if (account)
        add_row (self, item, account);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
cs_film_accounts_dispose (GObject *object)
{
  CsFilmAccounts *self = CS_FILM_ACCOUNTS (object);

  g_cancellable_cancel (self->cancellable);
  self->bar = NULL;
  cs_film_place_clear (&self->place);
  G_OBJECT_CLASS (cs_film_accounts_parent_class)->dispose (object);
}

static void
cs_film_accounts_finalize (GObject *object)
{
  CsFilmAccounts *self = CS_FILM_ACCOUNTS (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (cs_film_accounts_parent_class)->finalize (object);
}

static void
cs_film_accounts_class_init (CsFilmAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_film_accounts_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_film_accounts_finalize;
}

static void
cs_film_accounts_init (CsFilmAccounts *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Accounts"));
}

GtkWidget *
cs_film_accounts_new (const CsFilmPlace *place)
{
  CsFilmAccounts *self = g_object_new (CS_TYPE_FILM_ACCOUNTS, NULL);

  cs_film_place_init (&self->place, place);
  g_signal_connect_object (cs_session_get_office (cs_draft_get_session (place->draft)), "progress", G_CALLBACK (progress_cb),
                           self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
