/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-clock-client.h"
#include "cs-delegation-client.h"
#include "cs-office-data.h"

struct _CsOfficeData
{
  GObject       parent_instance;

  CsSession    *session;
  GCancellable *cancellable;
  gpointer      values[CS_OFFICE_N_SUBJECTS];  /* as read; NULL until loaded */
  CsRouteNames *names;                         /* of what is loaded */
};

G_DEFINE_FINAL_TYPE (CsOfficeData, cs_office_data, G_TYPE_OBJECT)

enum
{
  LOADED,
  TROUBLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gpointer
read_people (JsonObject *reply)
{
  return cs_reply_read_people (reply);
}

static gpointer
read_sections (JsonObject *reply)
{
  return cs_reply_read_sections (reply);
}

static gpointer
read_routes (JsonObject *reply)
{
  return cs_reply_read_route_set (reply);
}

static gpointer
read_positions (JsonObject *reply)
{
  return cs_reply_read_positions (reply);
}

static gpointer
read_calendar (JsonObject *reply)
{
  return cs_reply_read_calendar (reply);
}

static gpointer
read_absences (JsonObject *reply)
{
  return cs_reply_read_delegations (reply);
}

static gpointer
read_checks (JsonObject *reply)
{
  return cs_reply_read_check_list (reply);
}

static void
free_checks (gpointer info)
{
  cs_check_list_info_free (info);
}

static JsonObject *
ask_absences (void)
{
  return cs_arguments_delegation_list (0, FALSE);
}

static void
free_calendar (gpointer calendar)
{
  cs_calendar_free (calendar);
}

static void
free_routes (gpointer set)
{
  cs_route_set_free (set);
}

static void
free_array (gpointer array)
{
  g_ptr_array_unref (array);
}

/* How each subject is asked for and read. */
static const struct
{
  const char     *operation;
  gpointer        (*read) (JsonObject *reply);
  GDestroyNotify  free;
  JsonObject   *(*ask) (void); /* makes the arguments; NULL = none */
} subjects[CS_OFFICE_N_SUBJECTS] = {
  [CS_OFFICE_PEOPLE] = { "person.list", read_people, free_array },
  [CS_OFFICE_SECTIONS] = { "section.list", read_sections, free_array },
  [CS_OFFICE_ROUTES] = { "route.list", read_routes, free_routes },
  [CS_OFFICE_POSITIONS] = { "position.list", read_positions, free_array },
  [CS_OFFICE_CALENDAR] = { "calendar.get", read_calendar, free_calendar },
  [CS_OFFICE_ABSENCES] = { "delegation.list", read_absences, free_array, ask_absences },
  [CS_OFFICE_CHECKS] = { "check.list", read_checks, free_checks },
};

typedef struct
{
  CsOfficeData    *self;  /* owned */
  CsOfficeSubject  subject;
} Request;

static void
name_everything (CsOfficeData *self)
{
  GPtrArray *people = cs_office_data_get_people (self);
  GPtrArray *sections = cs_office_data_get_sections (self);
  GPtrArray *positions = cs_office_data_get_positions (self);

  cs_route_names_free (self->names);
  self->names = cs_route_names_new ();
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      cs_route_names_add (self->names, CS_PARTY_PERSON, person->id, person->name, person->retired ? _("retired") : "");
    }
  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      const CsSectionInfo *section = g_ptr_array_index (sections, i);

      cs_route_names_add (self->names, CS_PARTY_ROLE_IN_SECTION, section->id, section->name, "");
    }
  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      const CsPositionInfo *info = g_ptr_array_index (positions, i);
      g_autofree char *holder = NULL;

      /* Translators: who holds a position at present. */
      holder = *info->holder_name != '\0' ? g_strdup_printf (_("now %s"), info->holder_name) : g_strdup (_("vacant"));
      cs_route_names_add (self->names, CS_PARTY_POSITION, info->position.id, info->position.title, holder);
    }
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr(CsOfficeData) self = request->self;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  gpointer *value = &self->values[request->subject];

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[TROUBLE], 0, error);
      return;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  g_clear_pointer (value, subjects[request->subject].free);
  *value = subjects[request->subject].read (reply);
  name_everything (self);
  g_signal_emit (self, signals[LOADED], 0, request->subject);
}

void
cs_office_data_refresh (CsOfficeData *self)
{
  g_return_if_fail (CS_IS_OFFICE_DATA (self));

  /* Between two people there is nobody to ask for. */
  if (cs_session_get_me (self->session) == NULL)
    return;

  for (guint i = 0; i < CS_OFFICE_N_SUBJECTS; i++)
    {
      Request *request = g_new0 (Request, 1);

      request->self = g_object_ref (self);
      request->subject = i;
      cs_office_call_async (cs_session_get_office (self->session), subjects[i].operation,
                            subjects[i].ask != NULL ? subjects[i].ask () : NULL,
                            self->cancellable, answered_cb, request);
    }
}

static void
cs_office_data_dispose (GObject *object)
{
  CsOfficeData *self = CS_OFFICE_DATA (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  for (guint i = 0; i < CS_OFFICE_N_SUBJECTS; i++)
    g_clear_pointer (&self->values[i], subjects[i].free);
  G_OBJECT_CLASS (cs_office_data_parent_class)->dispose (object);
}

static void
cs_office_data_finalize (GObject *object)
{
  g_clear_object (&CS_OFFICE_DATA (object)->cancellable);
  g_clear_pointer (&CS_OFFICE_DATA (object)->names, cs_route_names_free);
  G_OBJECT_CLASS (cs_office_data_parent_class)->finalize (object);
}

static void
cs_office_data_class_init (CsOfficeDataClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = cs_office_data_dispose;
  object_class->finalize = cs_office_data_finalize;

  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[TROUBLE] = g_signal_new ("trouble", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
cs_office_data_init (CsOfficeData *self)
{
  self->cancellable = g_cancellable_new ();
  self->names = cs_route_names_new ();
}

CsOfficeData *
cs_office_data_new (CsSession *session)
{
  CsOfficeData *self;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self = g_object_new (CS_TYPE_OFFICE_DATA, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (cs_office_data_refresh), self, G_CONNECT_SWAPPED);

  return self;
}

CsSession *
cs_office_data_get_session (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->session;
}

gboolean
cs_office_data_may_change (CsOfficeData *self)
{
  const CsPersonInfo *me;

  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), FALSE);

  me = cs_session_get_me (self->session);
  return me != NULL && (me->roles & CS_ROLE_ADMINISTRATOR) != 0;
}

GPtrArray *
cs_office_data_get_people (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->values[CS_OFFICE_PEOPLE];
}

GPtrArray *
cs_office_data_get_sections (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->values[CS_OFFICE_SECTIONS];
}

const CsRouteSet *
cs_office_data_get_route_set (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->values[CS_OFFICE_ROUTES];
}

GPtrArray *
cs_office_data_get_routes (CsOfficeData *self)
{
  const CsRouteSet *set = cs_office_data_get_route_set (self);

  return set != NULL ? set->routes : NULL;
}

const CsRoute *
cs_office_data_find_route (CsOfficeData *self,
                           const char   *name)
{
  const CsRouteSet *set = cs_office_data_get_route_set (self);

  return set != NULL ? cs_route_set_find (set, name) : NULL;
}

const CsCalendar *
cs_office_data_get_calendar (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->values[CS_OFFICE_CALENDAR];
}

GPtrArray *
cs_office_data_get_absences (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->values[CS_OFFICE_ABSENCES];
}

const CsCheckListInfo *
cs_office_data_get_checks (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->values[CS_OFFICE_CHECKS];
}

GPtrArray *
cs_office_data_get_positions (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->values[CS_OFFICE_POSITIONS];
}

const CsRouteNames *
cs_office_data_get_names (CsOfficeData *self)
{
  g_return_val_if_fail (CS_IS_OFFICE_DATA (self), NULL);

  return self->names;
}

void
cs_office_data_offer_people (CsOfficeData *self,
                             CsChoice     *choice,
                             gint64        chosen)
{
  GPtrArray *people = cs_office_data_get_people (self);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (!person->retired || person->id == chosen)
        cs_choice_add (choice, person->id, person->name);
    }
}

void
cs_office_data_offer_sections (CsOfficeData *self,
                               CsChoice     *choice,
                               gint64        chosen)
{
  GPtrArray *sections = cs_office_data_get_sections (self);

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      const CsSectionInfo *section = g_ptr_array_index (sections, i);

      if (!section->retired || section->id == chosen)
        cs_choice_add (choice, section->id, section->name);
    }
}

void
cs_office_data_offer_positions (CsOfficeData *self,
                                CsChoice     *choice,
                                gint64        chosen)
{
  GPtrArray *positions = cs_office_data_get_positions (self);

  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      const CsPositionInfo *info = g_ptr_array_index (positions, i);

      cs_choice_add (choice, info->position.id, info->position.title);
    }
}

gint64
cs_party_to_value (const CsParty *party)
{
  return party->target * 2 + (party->kind == CS_PARTY_POSITION && party->target != 0 ? 1 : 0);
}

CsParty
cs_party_from_value (gint64 value)
{
  CsParty party = { value % 2 == 1 ? CS_PARTY_POSITION : CS_PARTY_PERSON, CS_ROLE_NONE, value / 2 };

  return party;
}

void
cs_office_data_offer_holders (CsOfficeData *self,
                              CsChoice     *choice)
{
  GPtrArray *people = cs_office_data_get_people (self);
  GPtrArray *positions = cs_office_data_get_positions (self);

  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      const CsPositionInfo *info = g_ptr_array_index (positions, i);
      const CsParty party = { CS_PARTY_POSITION, CS_ROLE_NONE, info->position.id };

      cs_choice_add (choice, cs_party_to_value (&party), info->position.title);
    }
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);
      const CsParty party = { CS_PARTY_PERSON, CS_ROLE_NONE, person->id };

      if (!person->retired)
        cs_choice_add (choice, cs_party_to_value (&party), person->name);
    }
}
