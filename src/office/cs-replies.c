/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-replies-private.h"

/* Answers about the office itself: settings, people, sections, accounts, routes. Posts: cs-reply-posts.c; the rest: cs-reply-records.c. */

char *
cs_reply_dup_text (JsonObject *object,
                   const char *member)
{
  return g_strdup (cs_json_get_text (object, member));
}

GPtrArray *
cs_reply_read_list (JsonObject      *reply,
                    const char      *member,
                    CsReplyReadOne   read_one,
                    GDestroyNotify   free_one)
{
  JsonArray *array = cs_json_get_array (reply, member);
  guint n = array ? json_array_get_length (array) : 0;
  GPtrArray *list = g_ptr_array_new_full (n, free_one);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = cs_json_get_element (array, i);

      if (object)
        g_ptr_array_add (list, read_one (object));
    }

  return list;
}

void
cs_office_info_free (CsOfficeInfo *info)
{
  if (!info)
    return;

  g_free (info->name);
  g_free (info->language);
  g_free (info->zone);
  g_free (info->practice_address);
  g_free (info);
}

void
cs_person_info_free (CsPersonInfo *info)
{
  if (!info)
    return;

  g_free (info->login);
  g_free (info->name);
  g_free (info->section_name);
  g_free (info);
}

CsPersonInfo *
cs_person_info_copy (const CsPersonInfo *info)
{
  CsPersonInfo *copy = g_memdup2 (info, sizeof *info);

  copy->login = g_strdup (info->login);
  copy->name = g_strdup (info->name);
  copy->section_name = g_strdup (info->section_name);
  return copy;
}

void
cs_section_info_free (CsSectionInfo *info)
{
  if (!info)
    return;

  g_free (info->name);
  g_free (info);
}

void
cs_account_info_free (CsAccountInfo *info)
{
  if (!info)
    return;

  g_free (info->address);
  g_free (info->handle);
  g_free (info->name);
  g_free (info->colour);
  g_free (info->health);
  g_free (info->access);
  g_free (info);
}

CsOfficeInfo *
cs_reply_read_office (JsonObject *reply)
{
  CsOfficeInfo *info = g_new0 (CsOfficeInfo, 1);

  info->empty = cs_json_get_boolean (reply, "empty");
  info->name = cs_reply_dup_text (reply, "name");
  info->language = cs_reply_dup_text (reply, "language");
  info->zone = cs_reply_dup_text (reply, "zone");
  info->practice = cs_json_get_boolean (reply, "practice");
  info->practice_address = cs_reply_dup_text (reply, "practice_address");
  return info;
}

CsPersonInfo *
cs_reply_read_person (JsonObject *reply)
{
  CsPersonInfo *info = g_new0 (CsPersonInfo, 1);

  info->id = cs_json_get_int64 (reply, "id");
  info->login = cs_reply_dup_text (reply, "login");
  info->name = cs_reply_dup_text (reply, "name");
  if (!cs_roles_from_string (cs_json_get_text (reply, "roles"), &info->roles, NULL))
    info->roles = CS_ROLE_NONE;
  info->section = cs_json_get_int64 (reply, "section");
  info->section_name = cs_reply_dup_text (reply, "section_name");
  info->retired = cs_json_get_boolean (reply, "retired");
  return info;
}

static gpointer
read_section (JsonObject *object)
{
  CsSectionInfo *info = g_new0 (CsSectionInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  info->name = cs_reply_dup_text (object, "name");
  info->retired = cs_json_get_boolean (object, "retired");
  return info;
}

static guint
read_count (JsonObject *object,
            const char *member)
{
  return (guint) CLAMP (cs_json_get_int64 (object, member), 0, G_MAXINT);
}

/* An older server says nothing of films. */
static CsFilmLimits
read_film_limits (JsonObject    *object,
                  CsNetworkKind  network)
{
  CsFilmLimits limits = cs_film_limits_for (network);

  if (!object)
    return limits;

  limits.max_bytes = cs_json_get_int64 (object, "max_bytes");
  limits.min_ms = cs_json_get_int64 (object, "min_ms");
  limits.max_ms = cs_json_get_int64 (object, "max_ms");
  limits.max_long = (int) read_count (object, "max_long");
  limits.max_short = (int) read_count (object, "max_short");
  limits.max_pixels = cs_json_get_int64 (object, "max_pixels");
  limits.max_rate = read_count (object, "max_rate");
  return limits;
}

static CsTarget
read_target (JsonObject    *object,
             gint64         account,
             CsNetworkKind  network)
{
  CsTarget target = { .account = account };

  target.limits.network = network;
  target.limits.max_length = read_count (object, "max_length");
  target.limits.max_bytes = read_count (object, "max_bytes");
  target.limits.link_length = read_count (object, "link_length");
  target.max_media = read_count (object, "max_media");
  target.max_alt = read_count (object, "max_alt");
  target.max_poll_options = read_count (object, "max_poll_options");
  target.max_poll_option = read_count (object, "max_poll_option");
  target.min_poll_minutes = read_count (object, "min_poll_minutes");
  target.max_poll_minutes = read_count (object, "max_poll_minutes");
  target.quotes = cs_json_get_boolean (object, "quotes");
  target.film = read_film_limits (cs_json_get_object (object, "film"), network);
  return target;
}

static gpointer
read_account (JsonObject *object)
{
  CsAccountInfo *info = g_new0 (CsAccountInfo, 1);

  info->id = cs_json_get_int64 (object, "id");
  if (!cs_network_kind_from_nick (cs_json_get_text (object, "network"), &info->network))
    info->network = CS_NETWORK_PRACTICE;
  info->address = cs_reply_dup_text (object, "address");
  info->handle = cs_handle_for_people (cs_json_get_text (object, "handle"));
  info->name = cs_reply_dup_text (object, "name");
  info->colour = cs_reply_dup_text (object, "colour");
  info->target = read_target (cs_json_get_object (object, "target"), info->id, info->network);
  info->retired = cs_json_get_boolean (object, "retired");
  info->health = cs_reply_dup_text (object, "health");
  info->access = cs_reply_dup_text (object, "access");
  info->login_ends_at = cs_json_get_int64 (object, "login_ends_at");
  info->login_warn_at = cs_json_get_int64 (object, "login_warn_at");
  info->checked_at = cs_json_get_int64 (object, "checked_at");
  info->avatar = cs_json_get_digest (object, "avatar");
  return info;
}

GPtrArray *
cs_reply_read_people (JsonObject *reply)
{
  return cs_reply_read_list (reply, "people", (CsReplyReadOne) cs_reply_read_person,
                             (GDestroyNotify) cs_person_info_free);
}

GPtrArray *
cs_reply_read_sections (JsonObject *reply)
{
  return cs_reply_read_list (reply, "sections", read_section,
                             (GDestroyNotify) cs_section_info_free);
}

GPtrArray *
cs_reply_read_accounts (JsonObject *reply)
{
  return cs_reply_read_list (reply, "accounts", read_account,
                             (GDestroyNotify) cs_account_info_free);
}

CsRoute *
cs_reply_read_route (JsonObject *reply)
{
  JsonObject *route = cs_json_get_object (reply, "route");

  return route ? cs_json_to_route (route, NULL) : NULL;
}

gint64
cs_reply_read_id (JsonObject *reply)
{
  return cs_json_get_int64 (reply, "id");
}

gint64
cs_reply_read_version (JsonObject *reply)
{
  return cs_json_get_int64 (reply, "version");
}

char *
cs_reply_read_path (JsonObject *reply)
{
  return cs_reply_dup_text (reply, "path");
}

CsMediaItem *
cs_reply_read_media (JsonObject *reply)
{
  JsonObject *media = cs_json_get_object (reply, "media");
  CsMediaItem *item = media ? cs_json_to_media (media, NULL) : NULL;

  return item ? item : cs_media_item_new ();
}
