/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sheet-scenes.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "cs-digest.h"

/* What differs from one post to another. */
typedef struct
{
  gint64      id;
  const char *state;
  guint       stage;
  const char *text;
  const char *base;       /* older text, or NULL */
  const char *picture;    /* digest as text, or NULL */
  const char *decisions;  /* JSON array */
  const char *publications;
  const char *may;        /* nick */
  const char *who;        /* JSON array */
  gint64      release_at; /* 0 = at once */
  gboolean    last;
  gboolean    may_edit;
  gboolean    may_reschedule;
  const char *digest;     /* first digit, repeated */
} Scene;

#define NEW_TEXT "The river Lin will reach 4.2 metres tonight at 22:00. Please leave the lower bank of the old town " \
                 "by 20:00. Shelter: Lin school, Market street 5. More: https://example.org/flood #flood"
#define OLD_TEXT "The river Lin will reach 4.5 metres tonight. Please leave the lower bank of the old town by 20:00. " \
                 "Shelter: town hall. More: https://example.org/flood #flood"

#define APPROVED "{\"id\":1,\"stage\":0,\"stage_title\":\"Section review\",\"person_name\":\"Li Na\",\"verdict\":" \
                 "\"approve\",\"reason\":\"\",\"at\":1795000000000000,\"revision_number\":%s,\"counts\":%s,\"other_version\":%s}"

static char *
make_content (const Scene *scene,
              const char  *text)
{
  g_autofree char *media = NULL;

  if (scene->picture)
    media = g_strdup_printf ("{\"alt_text\":\"Map of the lower bank: the streets to leave are hatched.\",\"decorative\":"
                             "false,\"digest\":\"%s\",\"height\":600,\"mime_type\":\"image/png\",\"width\":900}",
                             scene->picture);
  return g_strdup_printf ("{\"accounts\":[1,2],\"language\":\"en\",\"segments\":[{\"media\":[%s],\"text\":\"%s\"}],"
                          "\"sources\":[{\"address\":\"https://example.org/gauge\",\"date\":\"2026-11-23\",\"publisher\":"
                          "\"Water board\",\"title\":\"Gauge forecast Lin bridge\"},{\"address\":\"\",\"date\":\"2026-11-20\","
                          "\"publisher\":\"Civil protection\",\"title\":\"Shelter list\"}],\"version\":1,"
                          "\"visibility\":\"public\",\"warning\":\"\"}", media ? media : "", text);
}

static char *
make_post (const Scene *scene)
{
  return g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"state\":\"%s\",\"stage\":%u,\"n_stages\":2,\"stage_title\":\"\","
                                                      "\"excerpt\":\"%.40s\",\"accounts\":[1,2],\"thumbnails\":[],\"author\":7,\"author_name\":\"Wang Fang\","
                                                      "\"section_name\":\"Water and floods\",\"release\":\"%s\",\"release_at\":%" G_GINT64_FORMAT ","
                                                                                                                                                  "\"zone\":\"UTC\",\"changed_at\":1795000000000000}",
                          scene->id, scene->state, scene->stage, scene->text,
                          scene->release_at ? "at-time" : "at-once", scene->release_at);
}

static char *
make_sheet (const Scene *scene)
{
  g_autofree char *post = make_post (scene);
  g_autofree char *content = make_content (scene, scene->text);
  g_autofree char *base = scene->base ? make_content (scene, scene->base) : g_strdup ("null");
  g_autofree char *digest = g_strnfill (64, scene->digest[0]);
  gboolean review = g_str_equal (scene->state, "in-review");

  return g_strdup_printf (
    "{\"post\":%s,\"content\":%s,\"base\":%s,\"base_number\":2,\"version\":5,\"revision_number\":3,\"digest\":\"%s\","
    "\"stages\":[{\"title\":\"Section review\",\"fulfilled\":%s,\"open\":%s,\"who\":[\"Li Na\",\"Zhao Lei\"]},"
    "{\"title\":\"Sign-off\",\"fulfilled\":%s,\"open\":%s,\"who\":[\"Chen Jun\"]}],\"decisions\":[%s],\"publications\":[%s],"
    "\"contributors\":[\"Wang Fang\"],\"may_decide\":\"%s\",\"who_may\":%s,\"last_stage\":%s,\"may_edit\":%s,"
    "\"may_recall\":false,\"may_reschedule\":%s,\"return_reason\":\"\"}",
    post, content, base, digest,
    scene->stage > 0 || !review ? "true" : "false", review && scene->stage == 0 ? "true" : "false",
    review ? "false" : "true", review && scene->stage == 1 ? "true" : "false",
    scene->decisions, scene->publications, scene->may, scene->who, scene->last ? "true" : "false",
    scene->may_edit ? "true" : "false", scene->may_reschedule ? "true" : "false");
}

static void
tell_json (CsFakeOffice *office,
           gint64        post,
           const char   *json)
{
  g_autofree char *operation = g_strdup_printf ("post.get %" G_GINT64_FORMAT, post);

  cs_fake_office_answer (office, operation, json);
}

static void
tell_sheet (CsFakeOffice *office,
            const Scene  *scene)
{
  g_autofree char *json = make_sheet (scene);

  tell_json (office, scene->id, json);
}

static char *
draw_picture (CsFakeOffice *office,
              const char   *folder)
{
  g_autofree char *path = g_build_filename (folder, "map.png", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *answer = g_strdup_printf ("{\"path\":\"%s\"}", path);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 900, 600);
  cairo_t *cr = cairo_create (surface);
  gsize size;
  CsDigest digest;

  cairo_set_source_rgb (cr, 0.85, 0.9, 0.82);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.35, 0.6, 0.85);
  cairo_set_line_width (cr, 90);
  cairo_move_to (cr, 0, 420);
  cairo_curve_to (cr, 300, 250, 500, 600, 900, 350);
  cairo_stroke (cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  digest = cs_digest_of_bytes (bytes, size);
  cs_fake_office_answer (office, "media.path", answer);
  return cs_digest_to_hex (&digest);
}

static void
fill_office (CsFakeOffice *office)
{
  cs_fake_office_answer (office, "office.info", "{\"empty\":false,\"name\":\"Lin County\",\"language\":\"en\",\"zone\":\"UTC\","
                                                "\"practice\":true,\"practice_address\":\"\"}");
  cs_fake_office_answer (office, "session.me", "{\"id\":3,\"login\":\"chen\",\"name\":\"Chen Jun\",\"roles\":\"leader,duty\","
                                               "\"section\":0,\"section_name\":\"\",\"retired\":false}");
  cs_fake_office_answer (office, "account.list",
                         "{\"accounts\":[{\"id\":1,\"network\":\"practice\",\"address\":\"http://127.0.0.1:1\",\"handle\":"
                         "\"@lin@localhost\",\"name\":\"Lin County\",\"colour\":\"#1c71d8\",\"target\":{\"max_length\":500,"
                         "\"link_length\":23,\"max_media\":4,\"max_alt\":1500},\"retired\":false,\"health\":\"\"},"
                         "{\"id\":2,\"network\":\"practice\",\"address\":\"http://127.0.0.1:1\",\"handle\":\"@flood@localhost\","
                         "\"name\":\"Lin Flood Service\",\"colour\":\"#c01c28\",\"target\":{\"max_length\":500,\"link_length\":23,"
                         "\"max_media\":4,\"max_alt\":1500},\"retired\":false,\"health\":\"\"}]}");
  cs_fake_office_answer (office, "post.check", "{\"findings\":[]}");
  cs_fake_office_answer (office, "check.links", "{\"findings\":[],\"links\":[]}");
  cs_fake_office_answer (office, "post.journal", "{\"entries\":[{\"sequence\":5,\"at\":1795000000000000,\"actor_name\":"
                                                 "\"Wang Fang\",\"post\":12,\"kind\":\"submitted\",\"details\":{\"number\":3}}]}");
}

#define PIECE "{\"id\":%d,\"account\":%d,\"segment\":0,\"state\":\"%s\",\"due_at\":1795000000000000,\"attempts\":1,\"next_try_at\":0," \
              "\"settled_at\":1795000100000000,\"remote_url\":\"%s\",\"error\":\"%s\",\"error_detail\":\"\",\"read_back\":\"\"}"

static void
tell_trouble (CsFakeOffice *office,
              const char   *last)
{
  g_autofree char *approved = g_strdup_printf (APPROVED, "3", "true", "false");
  g_autofree char *pieces = g_strdup_printf (PIECE "," PIECE "," PIECE,
                                             31, 1, "sent", "http://127.0.0.1:1/@lin/1", "",
                                             32, 2, "unknown", "", "unknown-outcome",
                                             33, 2, last, "", "offline");
  Scene trouble = { .id = SCENE_TROUBLE, .state = "partly-published", .stage = 2, .text = NEW_TEXT,
                    .decisions = approved, .publications = pieces, .may = "state", .who = "[]", .digest = "d" };

  tell_sheet (office, &trouble);
}

static void
fill_progress (CsFakeOffice *office)
{
  g_autofree char *approved = g_strdup_printf (APPROVED, "3", "true", "false");
  g_autofree char *late = g_strdup_printf (PIECE, 34, 1, "expired", "", "");
  Scene expired = { .id = SCENE_EXPIRED, .state = "expired", .stage = 2, .text = NEW_TEXT, .decisions = approved,
                    .publications = late, .may = "state", .who = "[]", .release_at = 1794000000000000,
                    .may_reschedule = TRUE, .digest = "e" };

  tell_trouble (office, "not-sent");
  tell_sheet (office, &expired);
}

static void
merge (JsonObject *into,
       JsonObject *from)
{
  g_autoptr(GList) members = json_object_get_members (from);

  for (GList *l = members; l; l = l->next)
    {
      JsonNode *node = json_object_get_member (from, l->data);

      if (JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (into, l->data))
        merge (json_object_get_object_member (into, l->data), json_node_get_object (node));
      else
        json_object_set_member (into, l->data, json_node_copy (node));
    }
}

/* Tells of @scene what @differs says otherwise: a JSON object. */
static void
tell_differing (CsFakeOffice *office,
                const Scene  *scene,
                const char   *differs)
{
  g_autofree char *json = make_sheet (scene);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) sheet = json_from_string (json, &error);
  g_autoptr(JsonNode) patch = NULL;
  g_autofree char *told = NULL;

  g_assert_no_error (error);
  patch = json_from_string (differs, &error);
  g_assert_no_error (error);
  merge (json_node_get_object (sheet), json_node_get_object (patch));
  told = json_to_string (sheet, FALSE);
  tell_json (office, scene->id, told);
}

#define TICKED_STAGES "\"stages\":[{\"title\":\"First review\",\"kind\":\"review\",\"open\":true,\"who\":[\"Chen Jun\"]," \
                      "\"parties\":[\"Leader\"],\"minutes\":120,\"ticks\":[\"Language and wording\",\"Names, titles and places are as the register has " \
                      "them, also in the alt texts of all pictures\",\"Facts and figures\",\"Personal data\"]},{\"title\":\"Sign-off\",\"kind\":" \
                      "\"sign-off\",\"who\":[\"Maria Santos\"],\"parties\":[\"Director on duty\"],\"ticks\":[]}]"

#define COMMENT_STAGES "\"stages\":[{\"title\":\"Press office reads along\",\"kind\":\"comment\",\"fulfilled\":true,\"who\":" \
                       "[\"Chen Jun\",\"Li Na\"],\"parties\":[\"Press office\"],\"ticks\":[]},{\"title\":\"Sign-off\",\"kind\":\"sign-off\"," \
                       "\"open\":true,\"who\":[\"Maria Santos\"],\"parties\":[\"Leader\"],\"ticks\":[]}]"

#define WORDS "{\"kind\":\"words\",\"segment\":0,\"start\":4,\"end\":10,\"quote\":\"market\",\"before\":\"The \",\"after\":\" opens\"}"

#define TALK "\"may_comment\":true,\"comments\":[" \
             "{\"id\":1,\"kind\":\"question\",\"anchor\":" WORDS ",\"place\":" WORDS ",\"text\":\"The big one, or the one at the " \
                                                                                     "station too?\",\"author_name\":\"Li Na\",\"made_at\":1795000000000000,\"answered\":true}," \
                                                                                     "{\"id\":2,\"parent\":1,\"kind\":\"answer\",\"text\":\"Both.\",\"author_name\":\"Wang Fang\",\"made_at\":1795000300000000}," \
                                                                                     "{\"id\":3,\"kind\":\"suggestion\",\"anchor\":" WORDS ",\"place\":" WORDS ",\"replacement\":\"weekly market\",\"text\":" \
                                                                                                                                                               "\"\",\"author_name\":\"Zhao Lei\",\"made_at\":1795000400000000,\"may_resolve\":true}," \
                                                                                                                                                               "{\"id\":4,\"kind\":\"comment\",\"anchor\":{\"kind\":\"source\",\"quote\":\"https://example.org/gauge\",\"source\":0}," \
                                                                                                                                                               "\"place\":{\"kind\":\"source\",\"quote\":\"https://example.org/gauge\",\"source\":0},\"text\":\"Out of date since noon.\"," \
                                                                                                                                                               "\"author_name\":\"Chen Jun\",\"made_at\":1795000500000000,\"may_resolve\":true}," \
                                                                                                                                                               "{\"id\":5,\"kind\":\"comment\",\"anchor\":{\"kind\":\"post\"},\"place\":null,\"text\":\"Too long.\",\"author_name\":" \
                                                                                                                                                               "\"Li Na\",\"made_at\":1795000600000000,\"resolved_at\":1795000700000000,\"resolved_by_name\":\"Wang Fang\"}]"

/* Sixty decisions on twenty versions, three a version: approved, approved for somebody else, returned. */
static char *
make_long_story (void)
{
  g_autoptr(GString) json = g_string_new ("{\"revision_number\":20,\"may_comment\":true,\"decisions\":[");

  for (guint i = 0; i < 60; i++)
    {
      static const char * const verdicts[] = { "approve", "approve", "return" };
      static const char * const names[] = { "Li Na", "Zhao Lei", "Chen Jun" };
      guint version = i / 3 + 1;

      g_string_append_printf (json, "%s{\"id\":%u,\"stage\":%u,\"stage_title\":\"%s\",\"person\":%u,\"person_name\":\"%s\","
                                    "\"verdict\":\"%s\",\"reason\":\"%s\",\"at\":%" G_GINT64_FORMAT ",\"revision_number\":%u,"
                                                                                                    "\"counts\":%s,\"other_version\":%s,\"acting_for\":%u,\"acting_for_name\":\"%s\"}",
                              i ? "," : "", i + 1, i % 3 == 0 ? 0u : 1u, i % 3 == 0 ? "Section review" : "Sign-off", i % 3 + 5,
                              names[i % 3], version == 20 && i % 3 == 2 ? "approve" : verdicts[i % 3],
                              i % 3 == 2 && version < 20 ? "The shelter is not named yet" : "",
                              G_GINT64_CONSTANT (1794000000000000) + i * G_TIME_SPAN_HOUR, version,
                              version == 20 && i % 3 == 0 ? "true" : "false", version < 20 ? "true" : "false",
                              i % 3 == 1 ? 9u : 0u, i % 3 == 1 ? "Maria Santos" : "");
    }
  g_string_append (json, "]}");
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
tell_delta (CsFakeOffice *office,
            const char   *picture)
{
  Scene scene = { .id = SCENE_DELTA, .state = "in-review", .stage = 1, .text = NEW_TEXT, .base = OLD_TEXT,
                  .picture = picture, .decisions = "", .publications = "", .may = "may-decide", .who = "[\"Chen Jun\"]",
                  .last = TRUE, .digest = "7" };

  tell_differing (office, &scene, "{\"base_is_own\":true,\"may_comment\":true,\"decisions\":[{\"id\":1,\"stage\":1,\"stage_title\":"
                                  "\"Sign-off\",\"person\":3,\"person_name\":\"Chen Jun\",\"verdict\":\"approve\",\"reason\":\"\",\"at\":1795000000000000,"
                                  "\"revision_number\":2,\"counts\":false,\"other_version\":true}]}");
}

/* What a sheet can be besides: each differs in one thing from a post that waits for a review. */
static void
fill_states (CsFakeOffice *office,
             const char   *picture)
{
  gint64 now = g_get_real_time ();
  g_autofree char *claimed = g_strdup_printf ("{\"may_claim\":true,\"post\":{\"claimed_by\":5,\"claimed_by_name\":\"Zhao Lei\","
                                              "\"claimed_until\":%" G_GINT64_FORMAT "}}", now + 2 * G_TIME_SPAN_SECOND);
  g_autofree char *escalated = g_strdup_printf ("{\"may_comment\":true,\"post\":{\"escalated\":true,\"stage_opened_at\":%" G_GINT64_FORMAT
                                                ",\"stage_due_at\":%" G_GINT64_FORMAT "}}", now - 3 * G_TIME_SPAN_HOUR, now - G_TIME_SPAN_HOUR);
  g_autofree char *story = make_long_story ();
  const struct
  {
    gint64      id;
    const char *differs;
  } states[] = {
    { SCENE_FOR_OTHERS, "{\"may_decide\":\"stage\",\"may_claim\":true,\"may_comment\":true,\"may_edit\":true,\"principals\":[{\"person\":9,"
                        "\"name\":\"Maria Santos\"},{\"person\":8,\"name\":\"Zhao Lei\"}]}" },
    { SCENE_TICKS, "{\"may_claim\":true," TICKED_STAGES "}" },
    { SCENE_IMPORTANT, "{\"n_lines\":3,\"may_comment\":true,\"post\":{\"labels\":\"important\"}}" },
    { SCENE_TALK, "{" TALK "}" },
    { SCENE_CLAIMED, claimed },
    { SCENE_ESCALATED, escalated },
    { SCENE_COMMENT_ONLY, "{\"may_decide\":\"stage\",\"who_may\":[\"Maria Santos\"],\"may_comment\":true," COMMENT_STAGES "}" },
    { SCENE_LONG_STORY, story },
  };

  tell_delta (office, picture);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      Scene scene = { .id = states[i].id, .state = "in-review", .text = "The market opens an hour later on Sunday.",
                      .decisions = "", .publications = "", .may = "may-decide", .who = "[\"Chen Jun\"]",
                      .release_at = now + G_TIME_SPAN_DAY, .digest = "f" };

      tell_differing (office, &scene, states[i].differs);
    }
}

void
scene_fill (CsFakeOffice *office,
            const char   *folder)
{
  g_autofree char *picture = draw_picture (office, folder);
  g_autofree char *old = g_strdup_printf (APPROVED, "2", "false", "true");
  g_autofree char *now = g_strdup_printf (APPROVED, "3", "true", "false");
  g_autofree char *both = g_strdup_printf ("%s,%s", old, now);
  gint64 tomorrow = g_get_real_time () + G_TIME_SPAN_DAY;
  Scene changed = { .id = SCENE_CHANGED, .state = "in-review", .stage = 1, .text = NEW_TEXT, .base = OLD_TEXT,
                    .picture = picture, .decisions = both, .publications = "", .may = "may-decide", .who = "[\"Chen Jun\"]",
                    .last = TRUE, .may_edit = TRUE, .digest = "a" };
  Scene next = { .id = SCENE_NEXT, .state = "in-review", .text = "The market opens an hour later on Sunday.",
                 .decisions = "", .publications = "", .may = "may-decide", .who = "[\"Chen Jun\"]",
                 .release_at = tomorrow, .digest = "b" };
  Scene may_not = { .id = SCENE_MAY_NOT, .state = "in-review", .text = "New opening hours.", .decisions = "",
                    .publications = "", .may = "contributor", .who = "[\"Li Na\",\"Zhao Lei\"]",
                    .release_at = tomorrow, .digest = "c" };

  fill_office (office);
  tell_sheet (office, &changed);
  tell_sheet (office, &next);
  tell_sheet (office, &may_not);
  fill_progress (office);
  fill_states (office, picture);
  scene_wait_for (office, (gint64) SCENE_CHANGED, (gint64) SCENE_NEXT, (gint64) 0);
}

void
scene_wait_for (CsFakeOffice *office,
                gint64        first,
                ...)
{
  g_autoptr(GString) json = g_string_new ("{\"waiting\":[");
  va_list ids;

  va_start (ids, first);
  for (gint64 id = first; id != 0; id = va_arg (ids, gint64))
    g_string_append_printf (json, "%s{\"id\":%" G_GINT64_FORMAT ",\"state\":\"in-review\"}", id == first ? "" : ",", id);
  va_end (ids);
  g_string_append (json, "],\"n_waiting\":1,\"late\":[],\"next\":[],\"mine\":[],\"n_queued\":0}");
  cs_fake_office_answer (office, "desk.get", json->str);
}

void
scene_say_decided (CsFakeOffice *office,
                   gint64        post)
{
  g_autofree char *signed_off = g_strdup_printf (APPROVED, "3", "true", "false");
  Scene scene = { .id = post, .state = "queued", .stage = 2, .text = NEW_TEXT, .decisions = signed_off,
                  .publications = "", .may = "state", .who = "[]", .digest = "a" };

  tell_sheet (office, &scene);
}

void
scene_say_progress (CsFakeOffice *office)
{
  tell_trouble (office, "sending");
}

void
scene_say_other_sources (CsFakeOffice *office)
{
  Scene next = { .id = SCENE_NEXT, .state = "in-review", .text = "The market opens an hour later on Sunday.",
                 .decisions = "", .publications = "", .may = "may-decide", .who = "[\"Chen Jun\"]",
                 .release_at = g_get_real_time () + G_TIME_SPAN_DAY, .digest = "9" };

  tell_differing (office, &next, "{\"content\":{\"sources\":[{\"address\":\"\",\"date\":\"2026-11-22\",\"publisher\":\"Market "
                                 "office\",\"title\":\"Opening hours\"}]}}");
}
