/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-office-missing.h"
#include "cs-row-group.h"

/* One thing that is missing. */
typedef struct
{
  char       *title;
  char       *subtitle;
  const char *action;   /* of the row, with @target */
  const char *target;
} Lack;

struct _CsOfficeMissing
{
  AdwBin parent_instance;

  CsOfficeData *data;
  GCancellable *cancellable; /* of the trials under way */
  guint         n_trials;    /* not answered yet */
  GPtrArray    *lacks;       /* of Lack: being gathered, then shown */
  CsRowGroup   *group;
};

/* The usual route on a sample of one section. */
typedef struct
{
  CsOfficeMissing *self; /* owned */
  CsRoute         *route;
  char            *section; /* its name, "" for the whole office */
} Trial;

G_DEFINE_FINAL_TYPE (CsOfficeMissing, cs_office_missing, ADW_TYPE_BIN)

static void
lack_free (Lack *lack)
{
  g_free (lack->title);
  g_free (lack->subtitle);
  g_free (lack);
}

static void
trial_free (Trial *trial)
{
  g_clear_object (&trial->self);
  g_clear_pointer (&trial->route, cs_route_free);
  g_free (trial->section);
  g_free (trial);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trial, trial_free)

static void
add_lack (CsOfficeMissing *self,
          const char      *title,
          const char      *subtitle,
          const char      *action,
          const char      *target)
{
  Lack *lack = g_new0 (Lack, 1);

  lack->title = g_strdup (title);
  lack->subtitle = g_strdup (subtitle);
  lack->action = action;
  lack->target = target;
  g_ptr_array_add (self->lacks, lack);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  const Lack *lack = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), lack->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lack->subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), lack->action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", lack->target);
  gtk_widget_add_css_class (icon, "cs-orange");

  return row;
}

static void
show_lacks (CsOfficeMissing *self)
{
  cs_row_group_begin (self->group);
  for (guint i = 0; i < self->lacks->len; i++)
    {
      Lack *lack = g_ptr_array_index (self->lacks, i);
      g_autofree char *key = g_strconcat (lack->title, "\n", lack->subtitle, NULL);

      cs_row_group_put (self->group, key, key, make_row, lack, self);
    }
  cs_row_group_end (self->group);
  gtk_widget_set_visible (GTK_WIDGET (self), self->lacks->len > 0);
}

/* Where it is mended. */
static const char *
page_for (CsRouteFault fault)
{
  if (fault == CS_ROUTE_VACANT)
    return "positions";

  return fault == CS_ROUTE_NOBODY || fault == CS_ROUTE_EMPTY_SIDE || fault == CS_ROUTE_TOO_FEW || fault == CS_ROUTE_NEEDED_TWICE ? "people" : "routes";
}

static void
add_stage_lack (Trial        *trial,
                const char   *stage,
                CsRouteFault  fault)
{
  /* Translators: title of a stage of the route that most posts take, and the name of the section whose posts are meant. */
  g_autofree char *title = *trial->section != '\0' ? g_strdup_printf (_("%s, for posts of %s"), stage, trial->section)
                           : g_strdup (stage);

  add_lack (trial->self, title, cs_route_fault_sentence (fault), "page.open", page_for (fault));
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(CsTriedRoute) tried = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* What could not be tried is not called missing. */
  tried = reply != NULL ? cs_reply_read_tried_route (reply) : NULL;
  for (guint i = 0; tried != NULL && i < MIN (tried->stages->len, trial->route->stages->len); i++)
    {
      const CsTriedStage *stage = g_ptr_array_index (tried->stages, i);

      if (stage->fault != CS_ROUTE_GOOD)
        add_stage_lack (trial, cs_route_get_stage (trial->route, i)->title, stage->fault);
    }
  if (--trial->self->n_trials == 0)
    show_lacks (trial->self);
}

static void
try_section (CsOfficeMissing *self,
             const CsRoute   *route,
             gint64           section,
             const char      *name)
{
  Trial *trial = g_new0 (Trial, 1);

  trial->self = g_object_ref (self);
  trial->route = cs_route_copy (route);
  trial->section = g_strdup (name);
  self->n_trials++;
  cs_office_call_async (cs_session_get_office (cs_office_data_get_session (self->data)), "route.try",
                        cs_arguments_route_try (route, section, 0), self->cancellable, tried_cb, trial);
}

static gboolean
has_drafter (GPtrArray *people,
             gint64     section)
{
  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (!person->retired && (person->roles & CS_ROLE_DRAFTER) && (section < 0 || person->section == section))
        return TRUE;
    }

  return FALSE;
}

/* The usual route for everybody who writes; for the whole office while nobody does. */
static void
try_route (CsOfficeMissing *self,
           const CsRoute   *route,
           GPtrArray       *people,
           GPtrArray       *sections)
{
  if (has_drafter (people, 0) || !has_drafter (people, -1))
    try_section (self, route, 0, "");
  for (guint i = 0; i < sections->len; i++)
    {
      const CsSectionInfo *section = g_ptr_array_index (sections, i);

      if (!section->retired && has_drafter (people, section->id))
        try_section (self, route, section->id, section->name);
    }
}

static void
look (CsOfficeMissing *self)
{
  CsSession *session = cs_office_data_get_session (self->data);
  GPtrArray *people = cs_office_data_get_people (self->data);
  GPtrArray *sections = cs_office_data_get_sections (self->data);
  const CsRouteSet *set = cs_office_data_get_route_set (self->data);
  const CsRoute *usual = set != NULL ? cs_route_set_find (set, set->usual) : NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_trials = 0;
  g_ptr_array_set_size (self->lacks, 0);
  if (people == NULL || sections == NULL || usual == NULL || !cs_office_data_may_change (self->data))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }

  if (!has_drafter (people, -1))
    add_lack (self, _("Nobody Writes Posts Yet"), _("Add a drafter."), "page.open", "people");
  if (cs_session_get_accounts (session) != NULL && cs_session_get_accounts (session)->len == 0)
    add_lack (self, _("There Is No Account Yet"), _("Posts are published by an account on a network. Connect one."),
              "win.show-place", "accounts");
  try_route (self, usual, people, sections);
}

static void
loaded_cb (CsOfficeMissing *self,
           guint            subject)
{
  if (subject == CS_OFFICE_PEOPLE || subject == CS_OFFICE_SECTIONS || subject == CS_OFFICE_ROUTES ||
      subject == CS_OFFICE_POSITIONS)
    look (self);
}

static void
cs_office_missing_dispose (GObject *object)
{
  CsOfficeMissing *self = CS_OFFICE_MISSING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->data);
  G_OBJECT_CLASS (cs_office_missing_parent_class)->dispose (object);
}

static void
cs_office_missing_finalize (GObject *object)
{
  g_clear_pointer (&CS_OFFICE_MISSING (object)->lacks, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_office_missing_parent_class)->finalize (object);
}

static void
cs_office_missing_class_init (CsOfficeMissingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_office_missing_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_office_missing_finalize;
}

static void
cs_office_missing_init (CsOfficeMissing *self)
{
  self->lacks = g_ptr_array_new_with_free_func ((GDestroyNotify) lack_free);
  self->group = CS_ROW_GROUP (cs_row_group_new (_("Before a Post Can Go Out"), NULL));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_office_missing_new (CsOfficeData *data)
{
  CsOfficeMissing *self;

  g_return_val_if_fail (CS_IS_OFFICE_DATA (data), NULL);

  self = g_object_new (CS_TYPE_OFFICE_MISSING, NULL);
  self->data = g_object_ref (data);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cs_office_data_get_session (data), "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);

  return GTK_WIDGET (self);
}
