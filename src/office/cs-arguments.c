/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-decide-client.h"
#include "cs-json.h"

/* An absent text is an absent member: the operation then takes its default. */
static void
set_text (JsonObject *object,
          const char *member,
          const char *value)
{
  if (value)
    json_object_set_string_member (object, member, value);
}

/* Operations that take nothing but a text. */
static JsonObject *
make_text (const char *member,
           const char *value)
{
  JsonObject *object = json_object_new ();

  set_text (object, member, value);
  return object;
}

static void
set_person (JsonObject *object,
            const char *login,
            const char *name,
            const char *password)
{
  set_text (object, "login", login);
  set_text (object, "name", name);
  set_text (object, "password", password);
}

static void
set_roles (JsonObject *object,
           CsRoles     roles)
{
  g_autofree char *text = cs_roles_to_string (roles);

  json_object_set_string_member (object, "roles", text);
}

/* Which posts a list is of. */
static void
set_filter (JsonObject *object,
            const char *state,
            gint64      section,
            gint64      author,
            const char *search)
{
  set_text (object, "state", state);
  json_object_set_int_member (object, "section", section);
  json_object_set_int_member (object, "author", author);
  set_text (object, "search", search);
}

static void
set_page (JsonObject *object,
          gint64      before,
          guint       limit)
{
  json_object_set_int_member (object, "before", before);
  json_object_set_int_member (object, "limit", limit);
}

static void
set_release (JsonObject *object,
             CsRelease   release,
             gint64      release_at,
             const char *zone)
{
  json_object_set_string_member (object, "release", cs_release_nick (release));
  json_object_set_int_member (object, "release_at", release_at);
  set_text (object, "zone", zone);
}

JsonObject *
cs_arguments_session_open (const char *login,
                           const char *password)
{
  JsonObject *object = json_object_new ();

  set_text (object, "login", login);
  set_text (object, "password", password);
  return object;
}

JsonObject *
cs_arguments_session_sit (gint64 person)
{
  return cs_arguments_one ("person", person);
}

JsonObject *
cs_arguments_office_create (const char         *name,
                            const char         *language,
                            const char         *zone,
                            gboolean            practice,
                            const char * const *sections,
                            const char         *administrator_login,
                            const char         *administrator_name,
                            const char         *administrator_password)
{
  JsonObject *object = cs_arguments_office_change (name, language, zone);
  JsonObject *administrator = json_object_new ();

  json_object_set_boolean_member (object, "practice", practice);
  cs_json_set_strings (object, "sections", sections);
  set_person (administrator, administrator_login, administrator_name, administrator_password);
  json_object_set_object_member (object, "administrator", administrator);
  return object;
}

JsonObject *
cs_arguments_office_change (const char *name,
                            const char *language,
                            const char *zone)
{
  JsonObject *object = json_object_new ();

  set_text (object, "name", name);
  set_text (object, "language", language);
  set_text (object, "zone", zone);
  return object;
}

JsonObject *
cs_arguments_one (const char *what,
                  gint64      id)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, what, id);
  return object;
}

JsonObject *
cs_arguments_section_add (const char *name)
{
  return make_text ("name", name);
}

JsonObject *
cs_arguments_section_change (gint64      section,
                             const char *name)
{
  JsonObject *object = cs_arguments_one ("section", section);

  set_text (object, "name", name);
  return object;
}

void
cs_arguments_office_create_add_person (JsonObject *arguments,
                                       const char *login,
                                       const char *name,
                                       CsRoles     roles,
                                       const char *section,
                                       const char *password)
{
  JsonObject *person = json_object_new ();

  set_person (person, login, name, password);
  set_roles (person, roles);
  set_text (person, "section", section);
  if (!json_object_has_member (arguments, "people"))
    json_object_set_array_member (arguments, "people", json_array_new ());
  json_array_add_object_element (json_object_get_array_member (arguments, "people"), person);
}

JsonObject *
cs_arguments_person_add (const char *login,
                         const char *name,
                         CsRoles     roles,
                         gint64      section,
                         const char *password)
{
  JsonObject *object = json_object_new ();

  set_person (object, login, name, password);
  set_roles (object, roles);
  json_object_set_int_member (object, "section", section);
  return object;
}

JsonObject *
cs_arguments_person_change (gint64      person,
                            const char *name,
                            CsRoles     roles,
                            gint64      section)
{
  JsonObject *object = cs_arguments_one ("person", person);

  set_text (object, "name", name);
  set_roles (object, roles);
  json_object_set_int_member (object, "section", section);
  return object;
}

JsonObject *
cs_arguments_set_password (gint64      person,
                           const char *old_password,
                           const char *password)
{
  JsonObject *object = cs_arguments_one ("person", person);

  set_text (object, "old_password", old_password);
  set_text (object, "password", password);
  return object;
}

JsonObject *
cs_arguments_route_set (const CsRoute *route)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "route", cs_json_from_route (route));
  return object;
}

JsonObject *
cs_arguments_account_add (CsNetworkKind  network,
                          const char    *address,
                          const char    *token,
                          const char    *colour)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "network", cs_network_kind_nick (network));
  set_text (object, "address", address);
  set_text (object, "token", token);
  set_text (object, "colour", colour);
  return object;
}

JsonObject *
cs_arguments_post_create (const CsContent *content)
{
  JsonObject *object = json_object_new ();

  if (content)
    json_object_set_object_member (object, "content", cs_json_from_content (content));
  return object;
}

JsonObject *
cs_arguments_post_save (gint64           post,
                        gint64           version,
                        const CsContent *content,
                        CsRelease        release,
                        gint64           release_at,
                        const char      *zone)
{
  JsonObject *object = cs_arguments_one ("post", post);

  json_object_set_int_member (object, "version", version);
  json_object_set_object_member (object, "content", cs_json_from_content (content));
  set_release (object, release, release_at, zone);
  return object;
}

JsonObject *
cs_arguments_post_list (const char *state,
                        gint64      section,
                        gint64      author,
                        const char *search,
                        gint64      before,
                        guint       limit)
{
  JsonObject *object = json_object_new ();

  set_filter (object, state, section, author, search);
  set_page (object, before, limit);
  return object;
}

JsonObject *
cs_arguments_post_directory (const char *state,
                             gint64      section,
                             gint64      author,
                             const char *search,
                             guint       step)
{
  JsonObject *object = json_object_new ();

  set_filter (object, state, section, author, search);
  json_object_set_int_member (object, "step", step);
  return object;
}

JsonObject *
cs_arguments_post_decide (gint64          post,
                          const CsDigest *digest,
                          guint           stage,
                          CsVerdict       verdict,
                          const char     *reason)
{
  CsDecideRequest request = {
    .post = post,
    .digest = *digest,
    .stage = stage,
    .verdict = verdict,
    .reason = reason,
    .to_stage = -1,
  };

  return cs_arguments_decide (&request);
}

JsonObject *
cs_arguments_post_reschedule (gint64      post,
                              CsRelease   release,
                              gint64      release_at,
                              const char *zone)
{
  JsonObject *object = cs_arguments_one ("post", post);

  set_release (object, release, release_at, zone);
  return object;
}

JsonObject *
cs_arguments_journal_list (gint64 before,
                           guint  limit,
                           gint64 post,
                           gint64 actor)
{
  JsonObject *object = json_object_new ();

  set_page (object, before, limit);
  json_object_set_int_member (object, "post", post);
  json_object_set_int_member (object, "actor", actor);
  return object;
}

JsonObject *
cs_arguments_journal_list_group (gint64      before,
                                 guint       limit,
                                 gint64      post,
                                 gint64      actor,
                                 const char *group)
{
  JsonObject *object = cs_arguments_journal_list (before, limit, post, actor);

  if (group != NULL)
    json_object_set_string_member (object, "group", group);
  return object;
}

JsonObject *
cs_arguments_post_journal (gint64 post,
                           gint64 before,
                           guint  limit)
{
  JsonObject *object = cs_arguments_one ("post", post);

  set_page (object, before, limit);
  return object;
}

JsonObject *
cs_arguments_media_add (const char *path)
{
  return make_text ("path", path);
}

JsonObject *
cs_arguments_media_path (const CsDigest *digest)
{
  JsonObject *object = json_object_new ();

  cs_json_set_digest (object, "digest", digest);
  return object;
}

JsonObject *
cs_arguments_chart_render (const CsChart *chart,
                           gboolean       right_to_left)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "chart", cs_json_from_chart (chart));
  json_object_set_boolean_member (object, "right_to_left", right_to_left);
  return object;
}

JsonObject *
cs_arguments_publication_list (const char *state,
                               gint64      before,
                               guint       limit)
{
  JsonObject *object = json_object_new ();

  set_text (object, "state", state);
  set_page (object, before, limit);
  return object;
}

JsonObject *
cs_arguments_resolve (gint64      publication,
                      gboolean    sent,
                      const char *remote_url)
{
  JsonObject *object = cs_arguments_one ("publication", publication);

  json_object_set_boolean_member (object, "sent", sent);
  set_text (object, "remote_url", remote_url);
  return object;
}

JsonObject *
cs_arguments_backup (const char *to)
{
  return make_text ("to", to);
}
