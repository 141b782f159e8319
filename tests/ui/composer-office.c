/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "composer-office.h"
#include "cs-arguments.h"
#include "cs-practice-host.h"

JsonObject *
composer_office_call (ComposerOffice *self,
                      const char     *operation,
                      JsonObject     *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call (CS_OFFICE (self->office), operation, arguments, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
  return reply;
}

static gint64
call_id (ComposerOffice *self,
         const char     *operation,
         JsonObject     *arguments)
{
  g_autoptr(JsonObject) reply = composer_office_call (self, operation, arguments);

  return cs_reply_read_id (reply);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  gboolean *done = user_data;
  g_autoptr(GError) error = NULL;

  cs_session_refresh_finish (CS_SESSION (source), result, &error);
  g_assert_no_error (error);
  *done = TRUE;
}

static void
refresh (ComposerOffice *self)
{
  gboolean done = FALSE;

  cs_session_refresh_async (self->session, NULL, refreshed_cb, &done);
  wait_for (done);
}

void
composer_office_sit (ComposerOffice *self,
                     gint64          person)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_local_office_act_as (self->office, person, &error));
  g_assert_no_error (error);
  refresh (self);
}

static void
add_people (ComposerOffice *self,
            gboolean        chinese)
{
  g_autoptr(JsonObject) sections = composer_office_call (self, "section.list", NULL);
  g_autoptr(GPtrArray) list = cs_reply_read_sections (sections);
  gint64 section = ((CsSectionInfo *) g_ptr_array_index (list, 0))->id;

  self->drafter = call_id (self, "person.add",
                           cs_arguments_person_add ("wang", chinese ? "王伟" : "Wang Wei", CS_ROLE_DRAFTER, section, ""));
  self->colleague = call_id (self, "person.add",
                             cs_arguments_person_add ("li", chinese ? "李娜" : "Li Na", CS_ROLE_DRAFTER, section, ""));
  self->reviewer = call_id (self, "person.add",
                            cs_arguments_person_add ("zhao", chinese ? "赵敏" : "Zhao Min", CS_ROLE_REVIEWER, section, ""));
}

static void
add_account (ComposerOffice *self)
{
  g_autoptr(JsonObject) reply = composer_office_call (self, "office.info", NULL);
  g_autoptr(CsOfficeInfo) info = cs_reply_read_office (reply);

  self->account = call_id (self, "account.add",
                           cs_arguments_account_add (CS_NETWORK_PRACTICE, info->practice_address, "", "#1c71d8"));
}

gint64
composer_office_add_account (ComposerOffice *self,
                             const char     *login)
{
  g_autoptr(JsonObject) reply = composer_office_call (self, "office.info", NULL);
  g_autoptr(CsOfficeInfo) info = cs_reply_read_office (reply);
  g_autoptr(GError) error = NULL;
  g_autofree char *token = cs_practice_host_request_account (info->practice_address, login, login, NULL, &error);
  gint64 person = cs_session_get_me (self->session)->id;
  gint64 account;

  g_assert_no_error (error);
  g_assert_true (cs_local_office_act_as (self->office, 1, &error));
  account = call_id (self, "account.add",
                     cs_arguments_account_add (CS_NETWORK_PRACTICE, info->practice_address, token, "#26a269"));
  composer_office_sit (self, person);
  return account;
}

ComposerOffice *
composer_office_new (const char *language)
{
  ComposerOffice *self = g_new0 (ComposerOffice, 1);
  gboolean chinese = g_str_equal (language, "zh");
  const char *sections[] = { chinese ? "信息科" : "Information", NULL };
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(GError) error = NULL;
  gint64 administrator;

  self->folder = g_dir_make_tmp ("cs-composer-XXXXXX", NULL);
  self->office = cs_local_office_open (self->folder, &error);
  g_assert_no_error (error);
  created = composer_office_call (self, "office.create",
                                  cs_arguments_office_create (chinese ? "江州市统计局" : "City Statistics Office", language,
                                                              chinese ? "Asia/Shanghai" : "Europe/Lisbon", TRUE, sections,
                                                              "admin", chinese ? "管理员" : "Administrator", ""));
  administrator = 1;
  g_assert_true (cs_local_office_act_as (self->office, administrator, &error));
  g_assert_true (cs_local_office_start_publisher (self->office, &error));
  g_assert_no_error (error);
  add_people (self, chinese);
  add_account (self);
  self->session = cs_session_new (CS_OFFICE (self->office), self->folder);
  composer_office_sit (self, self->drafter);
  return self;
}

void
composer_office_free (ComposerOffice *self)
{
  g_object_unref (self->session);
  cs_local_office_stop_publisher (self->office);
  g_object_unref (self->office);
  g_free (self->folder);
  g_free (self);
}
