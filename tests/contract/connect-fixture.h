/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "cs-arguments.h"
#include "cs-connect-client.h"
#include "cs-error.h"
#include "cs-json.h"
#include "cs-local-office.h"
#include "cs-login.h"
#include "cs-practice-host.h"
#include "cs-practice-office.h"
#include "cs-replies.h"
#include "cs-secrets.h"

/* A practice office as its administrator sees it, and a browser. */

typedef struct
{
  char          *folder;   /* owned */
  CsLocalOffice *office;
  char          *practice; /* address of the practice network; owned */
  CsHttp        *http;     /* the browser */
} Fixture;

static inline void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) info_reply = NULL;
  g_autoptr(CsOfficeInfo) info = NULL;

  f->folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  f->office = cs_local_office_open (f->folder, &error);
  g_assert_no_error (error);
  cs_practice_office_fill (f->office, "en", &error);
  g_assert_no_error (error);
  info_reply = cs_office_call (CS_OFFICE (f->office), "office.info", NULL, NULL, &error);
  info = cs_reply_read_office (info_reply);
  f->practice = g_strdup (info->practice_address);
  f->http = cs_http_new ();

  for (gint64 person = 1; person < 50; person++)
    {
      g_autoptr(JsonObject) me = NULL;
      g_autoptr(CsPersonInfo) who = NULL;

      if (!cs_local_office_act_as (f->office, person, NULL))
        continue;
      me = cs_office_call (CS_OFFICE (f->office), "session.me", NULL, NULL, NULL);
      who = me ? cs_reply_read_person (me) : NULL;
      if (who && (who->roles & CS_ROLE_ADMINISTRATOR))
        return;
    }
  g_assert_not_reached ();
}

static inline void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static inline void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_assert_finalize_object (f->office);
  remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->practice);
  g_clear_pointer (&f->http, cs_http_free);
}

static inline JsonObject *
call (Fixture    *f,
      const char *operation,
      JsonObject *arguments)
{
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call (CS_OFFICE (f->office), operation, arguments, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

static inline CsConnectInfo *
begin (Fixture             *f,
       const CsConnectWish *wish)
{
  g_autoptr(JsonObject) reply = call (f, "account.connect-begin", cs_connect_arguments_begin (wish));

  return cs_connect_info_read (reply);
}

typedef struct
{
  Fixture       *f;
  char          *connect;
  GCancellable  *cancellable;
  CsConnectInfo *info;  /* owned */
  GError        *error; /* owned */
} Finish;

static inline gpointer
finish_thread (gpointer data)
{
  Finish *finish = data;
  g_autoptr(JsonObject) reply = cs_office_call (CS_OFFICE (finish->f->office), "account.connect-finish",
                                                cs_connect_arguments_one (finish->connect), finish->cancellable, &finish->error);

  finish->info = reply ? cs_connect_info_read (reply) : NULL;
  return NULL;
}

/* What a page leads to: the address of a redirect, or NULL */
static inline char *
open_page (Fixture    *f,
           const char *method,
           const char *url,
           const char *form,
           guint      *status)
{
  g_autoptr(GBytes) body = form ? g_bytes_new (form, strlen (form)) : NULL;
  g_autoptr(CsHttpAnswer) answer = cs_http_send (f->http, method, url, body, form ? "application/x-www-form-urlencoded" : NULL, NULL, 10, 1 << 20, NULL);

  g_assert_cmpint (answer->outcome, ==, CS_HTTP_ANSWERED);
  *status = answer->status;
  return g_strdup (soup_message_headers_get_one (answer->headers, "Location"));
}

/* Signs in at the practice network as @login. Returns where the browser is sent back to. */
static inline char *
allow (Fixture    *f,
       const char *address,
       const char *login)
{
  const char *query = strchr (address, '?') + 1;
  g_autofree char *url = g_strndup (address, (gsize) (query - 1 - address));
  g_autofree char *form = g_strconcat (query, "&login=", login, NULL);
  guint status;
  char *location = open_page (f, "POST", url, form, &status);

  g_assert_cmpuint (status, ==, 302);
  g_assert_nonnull (location);
  return location;
}

static inline guint
come_back (Fixture    *f,
           const char *location)
{
  guint status;
  g_autofree char *more = open_page (f, "GET", location, NULL, &status);

  g_assert_null (more);
  return status;
}

/* Begins, goes to the browser with what @browser gives, and comes to the end. */
static inline Finish
run_whole (Fixture       *f,
           CsConnectInfo *begun,
           const char    *location)
{
  Finish finish = { .f = f, .connect = begun->connect };
  GThread *thread = g_thread_new ("finish", finish_thread, &finish);

  g_assert_cmpuint (come_back (f, location), ==, 200);
  g_thread_join (thread);
  return finish;
}

static inline CsAccountInfo *
find_account (Fixture    *f,
              const char *handle,
              guint      *count)
{
  g_autoptr(JsonObject) reply = call (f, "account.list", NULL);
  g_autoptr(GPtrArray) accounts = cs_reply_read_accounts (reply);
  CsAccountInfo *found = NULL;

  *count = accounts->len;
  for (guint i = 0; i < accounts->len; i++)
    {
      CsAccountInfo *one = g_ptr_array_index (accounts, i);

      if (strstr (one->handle, handle) && !found)
        found = g_ptr_array_steal_index (accounts, i--);
    }
  return found;
}

static inline char *
get_secret (Fixture *f,
            gint64   account)
{
  g_autoptr(JsonObject) reply = call (f, "office.info", NULL);
  g_autofree char *path = g_build_filename (f->folder, "practice", "tokens", NULL);
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *ending = g_strdup_printf ("/%" G_GINT64_FORMAT, account);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  node = json_from_string (text, NULL);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (g_str_has_suffix (name, ending))
      return g_strdup (json_node_get_string (value));
  return NULL;
}

static inline void
add_practice_account (Fixture    *f,
                      const char *login)
{
  g_autofree char *token = cs_practice_host_request_account (f->practice, login, login, NULL, NULL);

  g_assert_nonnull (token);
}
