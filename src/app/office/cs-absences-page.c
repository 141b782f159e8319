/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-absence-window.h"
#include "cs-absences-page.h"
#include "cs-arguments.h"
#include "cs-delegation-client.h"
#include "cs-direction.h"
#include "cs-office-subpage.h"
#include "cs-person-avatar.h"
#include "cs-row-group.h"
#include "cs-show-error.h"
#include "cs-time.h"

struct _CsAbsencesPage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  CsRowGroup   *now;      /* in force, or still to come */
  CsRowGroup   *over;
  GtkWidget    *own;      /* buttons */
  GtkWidget    *others;
};

G_DEFINE_FINAL_TYPE (CsAbsencesPage, cs_absences_page, ADW_TYPE_BIN)

static char *
format_moment (CsAbsencesPage *self,
               gint64          at)
{
  const char *name = cs_session_get_info (cs_office_data_get_session (self->data))->zone;
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (name);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_ref (utc);
  /* Translators: day, month, year and time of day of an absence: see “man strftime”. */
  g_autofree char *text = g_date_time_format (local, _("%-d %b %Y %H:%M"));

  /* Months are named in the language of the dates, which need not be that of the program. */
  return cs_isolate (text);
}

/* "for @office · Statistics"; "for all posts" */
static char *
describe_scope (CsAbsencesPage         *self,
                const CsDelegationInfo *info)
{
  CsSession *session = cs_office_data_get_session (self->data);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < info->accounts->len; i++)
    {
      const CsAccountInfo *account = cs_session_find_account (session, g_array_index (info->accounts, gint64, i));

      if (account != NULL)
        g_ptr_array_add (parts, cs_isolate (account->handle));
    }
  for (guint label = 1; label <= CS_LABELS_ALL; label <<= 1)
    if (info->labels & label)
      g_ptr_array_add (parts, g_strdup (cs_label_label (label)));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_("all posts")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static gboolean
is_over (const CsDelegationInfo *info)
{
  return info->ended_at != 0 || info->until_at <= g_get_real_time ();
}

static char *
describe (CsAbsencesPage         *self,
          const CsDelegationInfo *info)
{
  g_autofree char *from = format_moment (self, info->from_at);
  g_autofree char *until = format_moment (self, info->ended_at != 0 ? info->ended_at : info->until_at);
  g_autofree char *scope = describe_scope (self, info);
  g_autofree char *entered_by = cs_isolate (info->entered_by_name);
  g_autofree char *reference = cs_isolate (info->reference);
  g_autoptr(GString) text = g_string_new (NULL);

  /* Translators: an absence: from, until, and for which posts somebody signs. */
  g_string_append_printf (text, C_("absence", "%s – %s · %s"), from, until, scope);
  if (info->ended_at != 0)
    g_string_append_printf (text, "\n%s", _("Ended before its time"));
  if (*info->reference != '\0')
    {
      g_string_append_c (text, '\n');
      /* Translators: who entered somebody else's absence, and on which written order. */
      g_string_append_printf (text, _("Entered by %s on the order: %s"), entered_by, reference);
    }

  return cs_begin_lines (text->str);
}

/* Two people: the second signs for the first. */
static char *
make_title (const CsDelegationInfo *info)
{
  g_autofree char *principal = cs_isolate (info->principal_name);
  g_autofree char *delegate = cs_isolate (info->delegate_name);
  /* Translators: two people: the second signs for the first, who is away. */
  g_autofree char *title = g_strdup_printf (_("%s is away: %s signs"), principal, delegate);

  return cs_begin_lines (title);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  CsAbsencesPage *self = user_data;
  const CsDelegationInfo *info = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = cs_person_avatar_new (36);
  g_autofree char *subtitle = describe (self, info);
  g_autofree char *title = make_title (info);

  cs_person_avatar_set (CS_PERSON_AVATAR (avatar), info->principal_name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  if (info->in_force)
    {
      GtkWidget *label = gtk_label_new (_("In force"));

      gtk_widget_add_css_class (label, "cs-green");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  if (info->may_end && !is_over (info))
    {
      GtkWidget *button = gtk_button_new_with_label (_("End Now"));
      g_autofree char *name = g_strdup_printf (_("End the absence of %s now"), info->principal_name);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.end-absence");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", info->id);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      cs_name_widget (button, name);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

static void
show_absences (CsAbsencesPage *self)
{
  GPtrArray *absences = cs_office_data_get_absences (self->data);
  const CsPersonInfo *me = cs_session_get_me (cs_office_data_get_session (self->data));

  gtk_widget_set_visible (self->others, cs_absence_may_enter_others (me));
  gtk_widget_set_visible (self->own, me != NULL && (me->roles & (CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR)) == 0);
  if (absences == NULL)
    return;

  cs_row_group_begin (self->now);
  cs_row_group_begin (self->over);
  for (guint i = 0; i < absences->len; i++)
    {
      CsDelegationInfo *info = g_ptr_array_index (absences, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, info->id);
      g_autofree char *words = describe (self, info);
      g_autofree char *stamp = g_strdup_printf ("%s\n%s\n%s\n%d%d", info->principal_name, info->delegate_name, words,
                                                info->in_force, info->may_end);

      cs_row_group_put (is_over (info) ? self->over : self->now, key, stamp, make_row, info, self);
    }
  cs_row_group_end (self->now);
  cs_row_group_end (self->over);
  gtk_widget_set_visible (GTK_WIDGET (self->over), gtk_list_box_get_row_at_index (cs_row_group_get_list (self->over), 0) != NULL);
}

static void
loaded_cb (CsAbsencesPage *self,
           guint           subject)
{
  if (subject == CS_OFFICE_ABSENCES)
    show_absences (self);
}

static void
others_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsAbsencesPage *self = CS_ABSENCES_PAGE (widget);

  gtk_window_present (cs_absence_window_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                             cs_office_data_get_session (self->data), CS_ABSENCE_OTHERS));
}

static void
end_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CsAbsencesPage *self = CS_ABSENCES_PAGE (widget);

  cs_office_ask_and_act (widget, self->data, _("End This Absence Now?"),
                         _("Nobody signs in this person’s name any more. What was signed stays signed."), _("End Now"),
                         "delegation.end", cs_arguments_one ("delegation", g_variant_get_int64 (parameter)),
                         _("The absence is ended."));
}

static void
cs_absences_page_dispose (GObject *object)
{
  g_clear_object (&CS_ABSENCES_PAGE (object)->data);
  G_OBJECT_CLASS (cs_absences_page_parent_class)->dispose (object);
}

static void
cs_absences_page_class_init (CsAbsencesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_absences_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.others-absence", NULL, others_action);
  gtk_widget_class_install_action (widget_class, "page.end-absence", "x", end_action);
}

static void
cs_absences_page_init (CsAbsencesPage *self)
{
}

static GtkWidget *
make_button (GtkWidget  *box,
             const char *words,
             const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

GtkWidget *
cs_absences_page_new (CsOfficeData *data)
{
  CsAbsencesPage *self = g_object_new (CS_TYPE_ABSENCES_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("Absences"), FALSE);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->data = g_object_ref (data);
  self->now = CS_ROW_GROUP (cs_row_group_new (_("Now and to Come"), _("Nobody is away.")));
  self->over = CS_ROW_GROUP (cs_row_group_new (_("Over"), NULL));
  self->own = make_button (buttons, _("I Am Away…"), "win.absence");
  self->others = make_button (buttons, _("Somebody Is Away…"), "page.others-absence");
  cs_row_group_set_suffix (self->now, buttons);
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->now));
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->over));
  adw_bin_set_child (ADW_BIN (self), subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show_absences (self);

  return GTK_WIDGET (self);
}
