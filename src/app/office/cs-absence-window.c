/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-absence-window.h"
#include "cs-choice.h"
#include "cs-day-row.h"
#include "cs-delegation-client.h"
#include "cs-form-window.h"
#include "cs-show-error.h"

#define DECIDES (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY)

typedef struct
{
  CsSession           *session;      /* lent by the window */
  CsAbsenceFor         whose;
  GPtrArray           *people;       /* of CsPersonInfo; NULL until they are known */
  CsChoice            *principal;    /* NULL for one's own absence */
  GtkWidget           *reference;    /* likewise */
  CsChoice            *delegate;
  GtkWidget           *from;
  GtkWidget           *until;
  GtkWidget           *words;        /* how long it is, or why it will not do */
  GPtrArray           *accounts;     /* of GtkCheckButton *, lent, each with its id as data */
  GPtrArray           *labels;       /* likewise */
} Form;

static void
form_free (Form *form)
{
  g_clear_pointer (&form->people, g_ptr_array_unref);
  g_ptr_array_unref (form->accounts);
  g_ptr_array_unref (form->labels);
  g_free (form);
}

static Form *
get_form (CsFormWindow *window)
{
  return g_object_get_data (G_OBJECT (window), "cs-form");
}

gboolean
cs_absence_may_enter_others (const CsPersonInfo *me)
{
  return me != NULL && (me->roles & (CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)) != 0;
}

static gboolean
may_be_delegate (const CsPersonInfo *person)
{
  return !person->retired && (person->roles & DECIDES) != 0 &&
         (person->roles & (CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR)) == 0;
}

static gint64
get_principal (Form *form)
{
  const CsPersonInfo *me = cs_session_get_me (form->session);

  return form->principal != NULL ? cs_choice_get (form->principal) : me != NULL ? me->id : 0;
}

/* What keeps the form from being submitted, in words; NULL if nothing does. "" where something is only missing. */
static const char *
find_problem (Form *form)
{
  gint64 from = cs_day_row_get_at (CS_DAY_ROW (form->from));
  gint64 until = cs_day_row_get_at (CS_DAY_ROW (form->until));

  if (from == 0 || until == 0)
    return _("Write times such as 2026-10-01 09:00.");
  if (from >= until)
    return _("The absence ends before it begins.");
  if (until <= g_get_real_time ())
    return _("The absence is over already.");
  if (form->principal != NULL && cs_choice_get (form->principal) == cs_choice_get (form->delegate) &&
      cs_choice_get (form->delegate) != 0)
    return _("Nobody signs for himself.");
  if (get_principal (form) == 0 || cs_choice_get (form->delegate) == 0)
    return "";
  if (form->reference != NULL && *gtk_editable_get_text (GTK_EDITABLE (form->reference)) == '\0')
    return _("Somebody else’s absence needs a written order: say which.");

  return NULL;
}

static void
update (CsFormWindow *window)
{
  Form *form = get_form (window);
  const char *problem = find_problem (form);

  gtk_label_set_label (GTK_LABEL (form->words), problem != NULL && *problem != '\0' ? problem
                       : _("The absence ends by itself. What was signed in the name of the one who is away is listed on return."));
  cs_form_window_set_valid (window, problem == NULL);
}

static gint64
id_of (GtkWidget *check)
{
  gint64 *id = g_object_get_data (G_OBJECT (check), "cs-id");

  return *id;
}

static void
submit_cb (CsFormWindow *window)
{
  Form *form = get_form (window);
  g_autoptr(GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  CsAbsence absence = { 0 };

  for (guint i = 0; i < form->accounts->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (form->accounts, i);
      gint64 id = id_of (check);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_array_append_val (accounts, id);
    }
  for (guint i = 0; i < form->labels->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (form->labels, i);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        absence.labels |= id_of (check);
    }
  absence.principal = form->principal != NULL ? cs_choice_get (form->principal) : 0;
  absence.delegate = cs_choice_get (form->delegate);
  absence.from_at = cs_day_row_get_at (CS_DAY_ROW (form->from));
  absence.until_at = cs_day_row_get_at (CS_DAY_ROW (form->until));
  absence.accounts = (const gint64 *) accounts->data;
  absence.n_accounts = accounts->len;
  absence.reference = form->reference != NULL ? gtk_editable_get_text (GTK_EDITABLE (form->reference)) : NULL;
  cs_form_window_call (window, "delegation.add", cs_arguments_delegation_add (&absence), _("The absence is entered."));
}

/* Who may be away, and who may sign. */
static void
offer_people (CsFormWindow *window)
{
  Form *form = get_form (window);
  const CsPersonInfo *me = cs_session_get_me (form->session);

  for (guint i = 0; i < form->people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (form->people, i);

      if (!may_be_delegate (person))
        continue;
      if (form->principal != NULL)
        cs_choice_add (form->principal, person->id, person->name);
      if (form->principal != NULL || me == NULL || person->id != me->id)
        cs_choice_add (form->delegate, person->id, person->name);
    }
  if (form->principal != NULL)
    cs_choice_select (form->principal, 0);
  cs_choice_select (form->delegate, 0);
  update (window);
}

static void
people_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CsFormWindow) window = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  Form *form = get_form (window);

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_form_window_refuse (window, cs_error_sentence (error));
      return;
    }

  form->people = cs_reply_read_people (reply);
  offer_people (window);
}

static GtkWidget *
add_choice (CsFormWindow *window,
            GtkWidget    *group,
            const char   *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choice = cs_choice_new (title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_signal_connect_object (choice, "changed", G_CALLBACK (update), window, G_CONNECT_SWAPPED);

  return choice;
}

static void
add_check (GtkWidget  *group,
           GPtrArray  *checks,
           gint64      id,
           const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  g_object_set_data_full (G_OBJECT (check), "cs-id", g_memdup2 (&id, sizeof id), g_free);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* The row is its label too, and would be read a second time. */
  cs_name_widget (check, words);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (checks, check);
}

static GtkWidget *
make_who (CsFormWindow *window,
          Form         *form)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (form->whose == CS_ABSENCE_OTHERS)
    form->principal = CS_CHOICE (add_choice (window, group, _("Who Is Away")));
  form->delegate = CS_CHOICE (add_choice (window, group, form->principal != NULL ? _("Who Signs") : _("Who Signs for Me")));
  if (form->whose == CS_ABSENCE_OTHERS)
    {
      form->reference = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->reference), _("Written Order: Number, Date, By Whom"));
      g_signal_connect_object (form->reference, "changed", G_CALLBACK (update), window, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->reference);
    }

  return group;
}

/* From the next full hour for a week. */
static GtkWidget *
make_when (CsFormWindow *window,
           Form         *form)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *zone = cs_session_get_info (form->session)->zone;
  gint64 now = g_get_real_time ();

  form->from = cs_day_row_new (C_("absence", "From"), zone);
  form->until = cs_day_row_new (C_("absence", "Until"), zone);
  cs_day_row_set_at (CS_DAY_ROW (form->from), now);
  cs_day_row_set_at (CS_DAY_ROW (form->until), now + 7 * G_TIME_SPAN_DAY);
  g_signal_connect_object (form->from, "chosen", G_CALLBACK (update), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (form->until, "chosen", G_CALLBACK (update), window, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->from);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->until);
  form->words = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (form->words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (form->words), 0);
  gtk_widget_set_margin_top (form->words, 6);
  gtk_widget_add_css_class (form->words, "dim-label");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->words);

  return group;
}

static GtkWidget *
make_accounts (Form *form)
{
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *accounts = cs_session_get_accounts (form->session);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Only for These Accounts"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("None ticked: for all accounts."));
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const CsAccountInfo *account = g_ptr_array_index (accounts, i);

      if (!account->retired)
        add_check (group, form->accounts, account->id, account->handle);
    }
  gtk_widget_set_visible (group, form->accounts->len > 0);

  return group;
}

static GtkWidget *
make_labels (Form *form)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Only for Posts with One of These Labels"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("None ticked: for all posts."));
  for (guint label = 1; label <= CS_LABELS_ALL; label <<= 1)
    add_check (group, form->labels, label, cs_label_label (label));

  return group;
}

GtkWindow *
cs_absence_window_new (GtkWindow    *parent,
                       CsSession    *session,
                       CsAbsenceFor  whose)
{
  GtkWidget *window = cs_form_window_new (parent, session,
                                          whose == CS_ABSENCE_OWN ? _("I Am Away") : _("Somebody Is Away"), _("Enter"));
  CsFormWindow *form_window = CS_FORM_WINDOW (window);
  Form *form = g_new0 (Form, 1);

  form->session = session;
  form->whose = whose;
  form->accounts = g_ptr_array_new ();
  form->labels = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, (GDestroyNotify) form_free);
  cs_form_window_add (form_window, ADW_PREFERENCES_GROUP (make_who (form_window, form)));
  cs_form_window_add (form_window, ADW_PREFERENCES_GROUP (make_when (form_window, form)));
  cs_form_window_add (form_window, ADW_PREFERENCES_GROUP (make_accounts (form)));
  cs_form_window_add (form_window, ADW_PREFERENCES_GROUP (make_labels (form)));
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 640);
  g_signal_connect (window, "submit", G_CALLBACK (submit_cb), NULL);
  update (form_window);
  cs_office_call_async (cs_session_get_office (session), "person.list", NULL, NULL, people_listed_cb,
                        g_object_ref (window));

  return GTK_WINDOW (window);
}
