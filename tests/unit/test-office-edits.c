/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cs-chain-rows.h"
#include "cs-check-files.h"
#include "cs-picture-client.h"
#include "office-fixture.h"

/* An edit after an approval. The list of what can be edited is the content's own: every member that its canonical form has must have a change here. */

typedef enum
{
  TO_TEXT,    /* another text */
  TO_OTHER,   /* a boolean the other way round */
  REVERSE,    /* an array */
  SHORTEN,    /* an array, by its last element */
  DROP,       /* the member */
  CHANGE_CELL,/* of a table */
  TO_PICTURE, /* another picture: its digest, its kind and its size belong together */
  TO_NUMBER,
  TO_FILE,    /* the digest of another file of the office */
  FILL,       /* an empty array, with the picture */
  NEVER,      /* says how the content is written down, not what it says */
} How;

/* [] is the first element of an array. */
static const struct
{
  const char *path;
  How         how;
  const char *text;
} changes[] = {
  { "accounts", SHORTEN },
  { "ai_made", TO_OTHER },
  { "amends", DROP },
  { "amends.kind", TO_TEXT, "withdrawal" },
  { "amends.post", TO_NUMBER, "2" },
  { "amends.reason", TO_TEXT, "legal" },
  { "amends.words", TO_TEXT, "Another day" },
  { "language", TO_TEXT, "de" },
  { "numbered", TO_OTHER },
  { "quotes_from", TO_TEXT, "everyone" },
  { "replies_from", TO_TEXT, "nobody" },
  { "segments", REVERSE },
  { "segments", SHORTEN },
  { "segments[].claims", REVERSE },
  { "segments[].claims", SHORTEN },
  { "segments[].claims[].source", TO_NUMBER, "1" },
  { "segments[].claims[].words", TO_TEXT, "open again" },
  { "segments[].media", REVERSE },
  { "segments[].media", SHORTEN },
  { "segments[].media[].ai_made", TO_OTHER },
  { "segments[].media[].alt_text", TO_TEXT, "Work, week by week; in hours." },
  { "segments[].media[].author", TO_TEXT, "B. Brown" },
  { "segments[].media[].chart", DROP },
  { "segments[].media[].chart.annotations", REVERSE },
  { "segments[].media[].chart.annotations", SHORTEN },
  { "segments[].media[].chart.annotations[].category", TO_TEXT, "2" },
  { "segments[].media[].chart.annotations[].series", TO_TEXT, "Days" },
  { "segments[].media[].chart.annotations[].text", TO_TEXT, "a strike" },
  { "segments[].media[].chart.as_of", TO_TEXT, "November 2026" },
  { "segments[].media[].chart.axis", TO_TEXT, "data" },
  { "segments[].media[].chart.decimals", TO_NUMBER, "2" },
  { "segments[].media[].chart.direction", TO_TEXT, "upright" },
  { "segments[].media[].chart.highlights", REVERSE },
  { "segments[].media[].chart.highlights", SHORTEN },
  { "segments[].media[].chart.kind", TO_TEXT, "line" },
  { "segments[].media[].chart.language", TO_TEXT, "fr" },
  { "segments[].media[].chart.notes", TO_TEXT, "revised" },
  { "segments[].media[].chart.order", TO_TEXT, "ascending" },
  { "segments[].media[].chart.size", TO_TEXT, "card" },
  { "segments[].media[].chart.source", TO_TEXT, "Statistics office, provisional" },
  { "segments[].media[].chart.subtitle", TO_TEXT, "by month" },
  { "segments[].media[].chart.table", CHANGE_CELL, "2.1" },
  { "segments[].media[].chart.title", TO_TEXT, "Work grew fast" },
  { "segments[].media[].chart.unit", TO_TEXT, "days" },
  { "segments[].media[].consent", TO_TEXT, "file 8" },
  { "segments[].media[].cover", TO_FILE },
  { "segments[].media[].decorative", TO_OTHER },
  { "segments[].media[].digest", TO_PICTURE },
  { "segments[].media[].duration_ms", TO_NUMBER, "6001" },
  { "segments[].media[].height", TO_PICTURE },
  { "segments[].media[].licence", TO_TEXT, "CC BY" },
  { "segments[].media[].licence_until", TO_TEXT, "2031-01-01" },
  { "segments[].media[].map_number", TO_TEXT, "GS 2" },
  { "segments[].media[].mime_type", TO_PICTURE },
  { "segments[].media[].poster", DROP },
  { "segments[].media[].poster.fields", DROP },
  { "segments[].media[].poster.fields.after", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.after_name", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.before", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.before_name", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.comparison", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.detail", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.first_shows", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.kicker", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.number", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.person", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.point_1", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.point_2", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.point_3", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.point_4", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.point_5", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.point_6", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.role", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.second_shows", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.source", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.title", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.when", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.where", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.whom", TO_TEXT, "Other" },
  { "segments[].media[].poster.fields.words", TO_TEXT, "Other" },
  { "segments[].media[].poster.first", TO_FILE },
  { "segments[].media[].poster.format", TO_TEXT, "tall" },
  { "segments[].media[].poster.language", TO_TEXT, "fr" },
  { "segments[].media[].poster.layout", TO_TEXT, "notice" },
  { "segments[].media[].poster.second", TO_FILE },
  { "segments[].media[].poster.style", DROP },
  { "segments[].media[].poster.style.accent", TO_TEXT, "#0b5394" },
  { "segments[].media[].poster.style.arabic", TO_TEXT, "Amiri" },
  { "segments[].media[].poster.style.chinese", TO_TEXT, "Song" },
  { "segments[].media[].poster.style.footer", TO_TEXT, "other.example" },
  { "segments[].media[].poster.style.ground", TO_TEXT, "#fefefe" },
  { "segments[].media[].poster.style.ink", TO_TEXT, "#000001" },
  { "segments[].media[].poster.style.latin", TO_TEXT, "Serif" },
  { "segments[].media[].poster.style.logo", TO_FILE },
  { "segments[].media[].poster.style.name", TO_TEXT, "Another office" },
  { "segments[].media[].renditions", SHORTEN },
  { "segments[].media[].renditions[].bytes", TO_NUMBER, "77" },
  { "segments[].media[].renditions[].digest", TO_FILE },
  { "segments[].media[].renditions[].height", TO_NUMBER, "99" },
  { "segments[].media[].renditions[].mime_type", TO_TEXT, "image/jpeg" },
  { "segments[].media[].renditions[].network", TO_TEXT, "mastodon" },
  { "segments[].media[].renditions[].width", TO_NUMBER, "99" },
  { "segments[].media[].subtitles", REVERSE },
  { "segments[].media[].subtitles", SHORTEN },
  { "segments[].media[].subtitles[].digest", TO_FILE },
  { "segments[].media[].subtitles[].language", TO_TEXT, "fr" },
  { "segments[].media[].width", TO_PICTURE },
  { "segments[].quote", TO_TEXT, "https://social.example/@a/2" },
  { "segments[].reply_to", TO_TEXT, "https://social.example/@b/2" },
  { "segments[].text", TO_TEXT, "On Monday, the bridge is open again." }, /* one comma */
  { "segments[].text", TO_TEXT, "On Monday the bridge is open again. " }, /* one space */
  { "sources", REVERSE },
  { "sources", SHORTEN },
  { "sources[].address", TO_TEXT, "https://stats.example/2026/11" },
  { "sources[].card", TO_NUMBER, "8" },
  { "sources[].date", TO_TEXT, "2026-11-02" },
  { "sources[].note", TO_TEXT, "provisional" },
  { "sources[].number", TO_TEXT, "R 18" },
  { "sources[].page", TO_TEXT, "4" },
  { "sources[].publisher", TO_TEXT, "Roads Office" },
  { "sources[].snapshot", TO_FILE },
  { "sources[].title", TO_TEXT, "Bridges, 2026" },
  { "sources[].until", TO_TEXT, "2027-01-01" },
  { "variants", DROP },
  { "variants[].accounts", SHORTEN },
  { "variants[].base", TO_FILE },
  { "variants[].language", TO_TEXT, "fr" },
  { "variants[].segments", REVERSE },
  { "variants[].segments", SHORTEN },
  { "variants[].segments[].media", FILL },
  { "variants[].segments[].poll", DROP },
  { "variants[].segments[].poll.minutes", TO_NUMBER, "30" },
  { "variants[].segments[].poll.multiple", TO_OTHER },
  { "variants[].segments[].poll.options", REVERSE },
  { "variants[].segments[].text", TO_TEXT, "Am Montag ist die Brücke wieder offen!" },
  { "version", NEVER },
  { "visibility", TO_TEXT, "unlisted" },
  { "warning", TO_TEXT, "Pictures of floods" },
};

static void
collect_paths (JsonNode   *node,
               const char *path,
               GHashTable *paths)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr(GList) members = json_object_get_members (object);

      for (GList *link = members; link; link = link->next)
        {
          char *member = *path ? g_strconcat (path, ".", link->data, NULL) : g_strdup (link->data);

          g_hash_table_add (paths, member);
          collect_paths (json_object_get_member (object, link->data), member, paths);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autofree char *elements = g_strconcat (path, "[]", NULL);
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        collect_paths (json_array_get_element (array, i), elements, paths);
    }
}

/* The object that holds the last member of @path, at its first place. */
static JsonObject *
find_holder (JsonObject  *root,
             const char  *path,
             char       **member)
{
  g_auto(GStrv) steps = g_strsplit (path, ".", -1);
  guint n = g_strv_length (steps);
  JsonObject *object = root;

  for (guint i = 0; i + 1 < n; i++)
    {
      if (g_str_has_suffix (steps[i], "[]"))
        {
          steps[i][strlen (steps[i]) - 2] = '\0';
          object = json_array_get_object_element (json_object_get_array_member (object, steps[i]), 0);
        }
      else
        object = json_object_get_object_member (object, steps[i]);
    }

  *member = g_strdup (steps[n - 1]);
  return object;
}

static void
copy_elements (JsonObject *holder,
               const char *member,
               How         how)
{
  JsonArray *array = json_object_get_array_member (holder, member);
  JsonArray *changed = json_array_new ();
  guint n = json_array_get_length (array);

  g_assert_cmpuint (n, >=, 2);
  for (guint i = 0; i < n; i++)
    if (how == REVERSE)
      json_array_add_element (changed, json_node_copy (json_array_get_element (array, n - 1 - i)));
    else if (i + 1 < n)
      json_array_add_element (changed, json_node_copy (json_array_get_element (array, i)));

  json_object_set_array_member (holder, member, changed);
}

static void
change_member (JsonObject *holder,
               const char *member,
               guint       change,
               JsonObject *picture)
{
  static const char * const file[] = { "digest", "height", "mime_type", "width" };

  switch (changes[change].how)
    {
    case TO_TEXT:
      json_object_set_string_member (holder, member, changes[change].text);
      break;

    case TO_OTHER:
      json_object_set_boolean_member (holder, member, !json_object_get_boolean_member (holder, member));
      break;

    case REVERSE:
    case SHORTEN:
      copy_elements (holder, member, changes[change].how);
      break;

    case DROP:
      json_object_remove_member (holder, member);
      break;

    case CHANGE_CELL:
      {
        JsonArray *row = json_array_get_array_element (json_object_get_array_member (holder, member), 1);

        json_array_remove_element (row, 1);
        json_array_add_string_element (row, changes[change].text);
        break;
      }

    case TO_PICTURE:
      for (guint i = 0; i < G_N_ELEMENTS (file); i++)
        json_object_set_member (holder, file[i], json_node_copy (json_object_get_member (picture, file[i])));
      json_object_remove_member (holder, "renditions"); /* they were made from the picture that is gone */
      break;

    case TO_NUMBER:
      json_object_set_int_member (holder, member, g_ascii_strtoll (changes[change].text, NULL, 10));
      break;

    case TO_FILE:
      json_object_set_string_member (holder, member, json_object_get_string_member (picture, "digest"));
      break;

    case FILL:
      {
        JsonArray *filled = json_array_new ();

        json_array_add_object_element (filled, json_object_ref (picture));
        json_object_set_array_member (holder, member, filled);
        break;
      }

    case NEVER:
    default:
      g_assert_not_reached ();
    }
}

typedef struct
{
  CsContent  *content; /* with something in every member */
  JsonObject *picture; /* that it does not have */
} Sample;

static CsMediaItem *
draw (OfficeFixture *fixture,
      const char    *title)
{
  g_autoptr(CsChart) chart = cs_chart_new ();
  g_autoptr(JsonObject) reply = NULL;
  CsMediaItem *item = NULL;
  const char * const head[] = { "Week", "Hours", NULL };
  const char * const first[] = { "1", "1.5", NULL };
  const char * const second[] = { "2", "2.5", NULL };

  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->as_of);
  chart->title = g_strdup (title);
  chart->unit = g_strdup ("hours");
  chart->source = g_strdup ("Statistics office");
  chart->as_of = g_strdup ("October 2026");
  cs_table_free (chart->table);
  chart->table = cs_table_new (2);
  cs_table_add_row (chart->table, head);
  cs_table_add_row (chart->table, first);
  cs_table_add_row (chart->table, second);

  reply = office_fixture_call (fixture, "drafter", "chart.render", cs_arguments_chart_render (chart, FALSE));
  item = cs_reply_read_media (reply);
  g_free (item->alt_text);
  item->alt_text = g_strdup ("Work week by week, in hours.");
  return item;
}

static void
set (char       **text,
     const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static CsRendition *
make_rendition (const CsMediaItem *item,
                CsNetworkKind      network)
{
  CsRendition *rendition = g_new0 (CsRendition, 1);

  rendition->network = network;
  rendition->digest = item->digest;
  rendition->mime_type = g_strdup (item->mime_type);
  rendition->width = item->width;
  rendition->height = item->height;
  rendition->n_bytes = 1000;
  return rendition;
}

static void
fill_chart (CsChart *chart)
{
  chart->axis = CS_CHART_AXIS_ZERO;
  chart->decimals = 1;
  chart->direction = CS_CHART_DIRECTION_FLAT;
  chart->order = CS_CHART_ORDER_DESCENDING;
  chart->size = CS_CHART_SIZE_SQUARE;
  set (&chart->language, "de");
  set (&chart->notes, "provisional");
  set (&chart->subtitle, "by week");
  g_ptr_array_add (chart->highlights, g_strdup ("1"));
  g_ptr_array_add (chart->highlights, g_strdup ("2"));
  g_ptr_array_add (chart->annotations, cs_chart_annotation_new ("1", "Hours", "a holiday"));
  g_ptr_array_add (chart->annotations, cs_chart_annotation_new ("2", "Hours", "a storm"));
}

static CsPoster *
make_poster (const CsMediaItem *file)
{
  CsPoster *poster = cs_poster_new ();

  poster->layout = CS_POSTER_QUOTATION;
  poster->format = CS_POSTER_SQUARE;
  set (&poster->language, "de");
  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    cs_poster_set_text (poster, (CsPosterField) i, "Words");
  poster->first = poster->second = poster->style->logo = file->digest;
  set (&poster->style->name, "Office");
  set (&poster->style->footer, "office.example");
  set (&poster->style->latin, "Cantarell");
  set (&poster->style->chinese, "Kai");
  set (&poster->style->arabic, "Kufi");
  g_assert_true (cs_colour_from_text ("#fffffe", &poster->style->ground));
  g_assert_true (cs_colour_from_text ("#010101", &poster->style->ink));
  g_assert_true (cs_colour_from_text ("#020202", &poster->style->accent));
  return poster;
}

/* Everything that can be known of a picture or film, whether or not it makes sense together. */
static void
fill_item (CsMediaItem       *item,
           const CsMediaItem *file)
{
  set (&item->author, "A. Adams");
  set (&item->consent, "file 7");
  set (&item->licence, "All rights reserved");
  set (&item->licence_until, "2030-01-01");
  set (&item->map_number, "GS 1");
  item->ai_made = TRUE;
  fill_chart (item->chart);
  item->poster = make_poster (file);
  item->duration_ms = 6000;
  item->cover = file->digest;
  g_ptr_array_add (item->subtitles, cs_subtitles_new ("en", &file->digest));
  g_ptr_array_add (item->subtitles, cs_subtitles_new ("de", &file->digest));
  g_ptr_array_add (item->renditions, make_rendition (file, CS_NETWORK_PRACTICE));
  g_ptr_array_add (item->renditions, make_rendition (file, CS_NETWORK_X));
}

static CsVariant *
make_variant (CsContent *content,
              gint64     first,
              gint64     second)
{
  CsVariant *variant = cs_variant_new ();
  CsSegment *segment = g_ptr_array_index (variant->segments, 0);

  g_array_append_val (variant->accounts, first);
  g_array_append_val (variant->accounts, second);
  set (&variant->language, "de");
  variant->base = cs_content_main_digest (content);
  set (&segment->text, "Am Montag ist die Brücke wieder offen.");
  segment->poll = cs_poll_new ();
  segment->poll->multiple = TRUE;
  g_ptr_array_add (segment->poll->options, g_strdup ("Ja"));
  g_ptr_array_add (segment->poll->options, g_strdup ("Nein"));
  g_ptr_array_add (variant->segments, cs_segment_new ());
  set (&((CsSegment *) g_ptr_array_index (variant->segments, 1))->text, "Die Straße dahinter bleibt zu.");
  return variant;
}

static void
fill_source (CsSource          *source,
             const CsMediaItem *file)
{
  set (&source->number, "R 17");
  set (&source->page, "3");
  set (&source->note, "final");
  set (&source->until, "2026-12-31");
  source->snapshot = file->digest;
  source->card = 7;
}

/* What may go out instead of @item: made from it. */
static CsMediaItem *
mirror (OfficeFixture     *fixture,
        const CsMediaItem *item,
        guint              turns)
{
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  g_autoptr(JsonObject) reply = NULL;

  job->mirrored = TRUE;
  job->turns = turns;
  reply = office_fixture_call (fixture, "drafter", "media.edit", cs_arguments_media_edit (&item->digest, job, NULL));
  return cs_reply_read_media (reply);
}

static void
sample_init (Sample        *sample,
             OfficeFixture *fixture)
{
  CsMediaItem *first = draw (fixture, "Work grew");
  g_autoptr(CsMediaItem) other = mirror (fixture, first, 2);
  g_autoptr(CsMediaItem) file = mirror (fixture, first, 0);
  CsSegment *segment = NULL;
  gint64 second = 0;
  gint64 third = 0;

  sample->content = office_fixture_content (fixture, "On Monday the bridge is open again.");
  sample->picture = cs_json_from_media (other);
  second = office_fixture_add_account (fixture, "@second@practice");
  third = office_fixture_add_account (fixture, "@third@practice");
  cs_content_add_account (sample->content, second);
  cs_content_add_account (sample->content, third);
  cs_content_add_account (sample->content, office_fixture_add_account (fixture, "@fourth@practice"));
  sample->content->numbered = sample->content->ai_made = TRUE;
  sample->content->replies_from = CS_REPLIES_FROM_MENTIONED;
  sample->content->quotes_from = CS_QUOTES_FROM_NOBODY;
  office_fixture_publish (fixture, office_fixture_post (fixture, "drafter", "The bridge is closed."));
  office_fixture_publish (fixture, office_fixture_post (fixture, "drafter", "The bridge is open."));
  sample->content->amends = cs_amendment_new (1, CS_AMEND_CORRECTION, CS_AMEND_FACT, "The day was wrong");
  segment = cs_content_get_segment (sample->content, 0);
  set (&segment->quote, "https://social.example/@a/1");
  set (&segment->reply_to, "https://social.example/@b/1");
  g_ptr_array_add (segment->claims, cs_claim_new ("On Monday", 0));
  g_ptr_array_add (segment->claims, cs_claim_new ("open", 1));
  g_ptr_array_add (segment->media, first);
  fill_item (cs_segment_get_media (segment, 0), file);
  g_ptr_array_add (segment->media, draw (fixture, "Work grew again"));
  cs_content_set_variant (sample->content, make_variant (sample->content, second, third));
  segment = cs_segment_new ();
  g_free (segment->text);
  segment->text = g_strdup ("The road behind it stays closed.");
  g_ptr_array_add (sample->content->segments, segment);
  g_ptr_array_add (sample->content->sources, cs_source_new ("Statistics", "Bridges", "2026-11-01", "https://stats.example/"));
  fill_source (cs_content_get_source (sample->content, 0), file);
  g_ptr_array_add (sample->content->sources, cs_source_new ("Roads", "Closures", "2026-11-03", "https://roads.example/"));
  g_ptr_array_add (sample->content->sources, cs_source_new ("Police", "Traffic", "2026-11-04", "https://police.example/"));
}

static void
sample_clear (Sample *sample)
{
  g_clear_pointer (&sample->content, cs_content_free);
  g_clear_pointer (&sample->picture, json_object_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sample, sample_clear)

static CsContent *
sample_change (const Sample *sample,
               guint         change)
{
  g_autoptr(JsonObject) root = cs_json_from_content (sample->content);
  g_autoptr(GError) error = NULL;
  g_autofree char *member = NULL;
  JsonObject *holder = find_holder (root, changes[change].path, &member);
  CsContent *content = NULL;
  CsDigest was = cs_content_digest (sample->content);
  CsDigest is;

  change_member (holder, member, change, sample->picture);
  content = cs_json_to_content (root, &error);
  g_assert_no_error (error);
  is = cs_content_digest (content);
  if (cs_digest_equal (&was, &is))
    g_error ("“%s” does not change what is signed", changes[change].path);
  return content;
}

static void
test_every_member (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  g_auto(Sample) sample = { 0 };
  g_autoptr(GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer path = NULL;

  g_test_summary ("Every member of the content has its change in this test, and no change is of a member that is gone");
  sample_init (&sample, fixture);
  json_node_take_object (root, cs_json_from_content (sample.content));
  collect_paths (root, "", paths);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_hash_table_add (known, (gpointer) changes[i].path);
      if (!g_hash_table_contains (paths, changes[i].path))
        g_error ("the content has no “%s”", changes[i].path);
    }

  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (known, path))
      g_error ("nobody edits “%s” after an approval here", (const char *) path);
}

static void
save (OfficeFixture   *fixture,
      gint64           post,
      const CsContent *content)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "drafter", post);

  office_fixture_do (fixture, "drafter", "post.save",
                     cs_arguments_post_save (post, sheet->version, content, sheet->post->release,
                                             sheet->post->release_at, sheet->post->zone));
}

static void
save_and_submit (OfficeFixture   *fixture,
                 gint64           post,
                 const CsContent *content)
{
  save (fixture, post, content);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
}

static gboolean
waits_for (OfficeFixture *fixture,
           const char    *login)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "desk.get", NULL);
  g_autoptr(CsDeskInfo) desk = cs_reply_read_desk (reply);

  return desk->n_waiting > 0;
}

static CsChainRows *
load_chain (OfficeFixture *fixture,
            gint64         post)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_READ, &error);
  g_autoptr(CsPostRow) row = cs_post_rows_get (db, post, &error);
  CsChainRows *rows = cs_chain_rows_load (db, row, fixture->now, &error);

  g_assert_no_error (error);
  return rows;
}

/* What everybody who asks is told about the reviewer's approval: the sheet, the desks, the rules over the database, and whoever tries. */
static void
assert_approved (OfficeFixture *fixture,
                 gint64         post,
                 gboolean       approved,
                 const char    *what)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "leader", post);
  g_autoptr(CsSheetInfo) reviewers = office_fixture_sheet (fixture, "reviewer2", post);
  g_autoptr(CsChainRows) rows = load_chain (fixture, post);
  const CsDecisionInfo *decision = g_ptr_array_index (sheet->decisions, 0);
  const CsStageInfo *stage = g_ptr_array_index (sheet->stages, 0);

  g_test_message ("%s: %s", what, approved ? "approved" : "not approved");
  g_assert_cmpint (decision->counts, ==, approved);
  g_assert_cmpint (decision->other_version, ==, !approved);
  g_assert_cmpint (stage->fulfilled, ==, approved);
  g_assert_cmpuint (sheet->post->stage, ==, approved ? 1 : 0);
  g_assert_cmpint (sheet->may_decide, ==, approved ? CS_MAY_DECIDE : CS_MAY_NOT_STAGE);
  g_assert_cmpint (reviewers->may_decide, ==, approved ? CS_MAY_NOT_STAGE : CS_MAY_DECIDE);
  g_assert_cmpint (waits_for (fixture, "leader"), ==, approved);
  g_assert_cmpint (waits_for (fixture, "reviewer2"), ==, !approved);
  g_assert_cmpint (cs_chain_decision_counts (&rows->chain, 0), ==, approved);
  g_assert_cmpint (cs_chain_stage_is_fulfilled (&rows->chain, 0), ==, approved);
  g_assert_false (cs_chain_is_complete (&rows->chain));
}

static void
test_edit_after_approval (OfficeFixture *fixture,
                          gconstpointer  unused)
{
  g_auto(Sample) sample = { 0 };
  g_autoptr(JsonObject) created = NULL;
  gint64 post = 0;

  g_test_summary ("Whatever is changed, the approval counts no more, for nobody who asks; changed back, it is found again");
  sample_init (&sample, fixture);
  created = office_fixture_call (fixture, "drafter", "post.create", cs_arguments_post_create (sample.content));
  post = cs_reply_read_id (created);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  assert_approved (fixture, post, TRUE, "submitted");

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(CsContent) changed = changes[i].how != NEVER ? sample_change (&sample, i) : NULL;
      JsonObject *read = NULL;

      if (!changed)
        continue;

      read = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
      save_and_submit (fixture, post, changed);
      assert_approved (fixture, post, FALSE, changes[i].path);
      office_fixture_refuse (fixture, "reviewer2", "post.decide", json_object_ref (read), CS_ERROR_STALE);
      office_fixture_refuse (fixture, "leader", "post.decide", read, CS_ERROR_STALE);
      save_and_submit (fixture, post, sample.content);
      assert_approved (fixture, post, TRUE, changes[i].path);
    }
}

static void
test_signed_bytes (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  g_auto(Sample) sample = { 0 };
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(CsChainRows) rows = NULL;
  gint64 post = 0;

  g_test_summary ("A complete chain lets exactly what was signed go out: with anything changed it is none");
  sample_init (&sample, fixture);
  created = office_fixture_call (fixture, "drafter", "post.create", cs_arguments_post_create (sample.content));
  post = cs_reply_read_id (created);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_refuse (fixture, "drafter", "post.save",
                         cs_arguments_post_save (post, 1, sample.content, CS_RELEASE_AT_ONCE, 0, "UTC"), CS_ERROR_WRONG_STATE);

  rows = load_chain (fixture, post);
  g_assert_true (cs_chain_is_complete (&rows->chain));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(CsContent) changed = changes[i].how != NEVER ? sample_change (&sample, i) : NULL;

      if (!changed)
        continue;

      rows->chain.digest = cs_content_digest (changed);
      g_assert_false (cs_chain_is_complete (&rows->chain));
      g_assert_false (cs_chain_stage_is_fulfilled (&rows->chain, 0));
    }
}

static void
test_no_change (OfficeFixture *fixture,
                gconstpointer  unused)
{
  g_auto(Sample) sample = { 0 };
  g_autoptr(JsonObject) created = NULL;
  g_autoptr(CsSheetInfo) before = NULL;
  g_autoptr(CsSheetInfo) after = NULL;
  gint64 post = 0;

  g_test_summary ("Saved and submitted without a change, by whomever: no new version, no contributor, and every decision counts");
  sample_init (&sample, fixture);
  created = office_fixture_call (fixture, "drafter", "post.create", cs_arguments_post_create (sample.content));
  post = cs_reply_read_id (created);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  before = office_fixture_sheet (fixture, "drafter", post);
  fixture->now += G_TIME_SPAN_MINUTE;
  save_and_submit (fixture, post, sample.content);
  office_fixture_do (fixture, "leader", "post.save",
                     cs_arguments_post_save (post, before->version, sample.content, before->post->release,
                                             before->post->release_at, before->post->zone));
  office_fixture_do (fixture, "leader", "post.submit", cs_arguments_one ("post", post));

  assert_approved (fixture, post, TRUE, "no change");
  after = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (after->version, ==, before->version);
  g_assert_cmpuint (after->revision_number, ==, 1);
  g_assert_cmpuint (g_strv_length (after->contributors), ==, 1);
  g_assert_cmpstr (after->saved_by_name, ==, "drafter");
  g_assert_cmpint (after->saved_at, ==, before->saved_at);
  g_assert_cmpint (after->post->stage_opened_at, ==, before->post->stage_opened_at);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_SUBMITTED), ==, 1);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_REVISED), ==, 1);

  /* when it goes out is not what it says */
  office_fixture_do (fixture, "drafter", "post.reschedule",
                     cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, fixture->now + G_TIME_SPAN_DAY, "UTC"));
  assert_approved (fixture, post, TRUE, "release time");
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
}

static void
test_not_submitted_yet (OfficeFixture *fixture,
                        gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "First text");
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(CsChainRows) rows = NULL;
  gint64 opened = 0;

  g_test_summary ("What is typed before it is submitted again is nobody's to sign; an approver who types has lost his approval at once");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_save (fixture, "drafter", post, "Second text");
  sheet = office_fixture_sheet (fixture, "leader", post);
  g_assert_true (sheet->unsent_changes);
  g_assert_cmpstr (cs_content_get_segment (sheet->content, 0)->text, ==, "First text");
  g_assert_cmpstr (cs_content_get_segment (sheet->working, 0)->text, ==, "Second text");
  rows = load_chain (fixture, post);
  g_assert_true (cs_digest_equal (&rows->chain.digest, &sheet->digest));

  fixture->now += G_TIME_SPAN_MINUTE;
  opened = sheet->post->stage_opened_at;
  office_fixture_do (fixture, "leader2", "post.claim", cs_arguments_one ("post", post));
  office_fixture_save (fixture, "reviewer", post, "Third text");
  g_clear_pointer (&sheet, cs_sheet_info_free);
  sheet = office_fixture_sheet (fixture, "leader", post);
  g_assert_cmpuint (sheet->post->stage, ==, 0);
  g_assert_cmpint (sheet->post->stage_opened_at, ==, fixture->now);
  g_assert_cmpint (sheet->post->stage_opened_at, >, opened);
  g_assert_cmpint (sheet->post->claimed_by, ==, 0);
  g_assert_false (((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, 0))->counts);
}

/* The content here has everything at once, which no network takes: what is looked at comes behind the checks, so that a rule that never fires stands for all of them. */
static char *
make_rules (void)
{
  static const char rule[] = "[Rule]\nId=basic/never\nLevel=warn\nScope=text;\nKind=pattern\nPattern=\\x{1F9FF}{9}\nSentence=Never\nReason=Never\n";
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("countersign-rules-XXXXXX", &error);
  g_autofree char *pack = g_build_filename (folder, "basic", NULL);
  g_autofree char *path = g_build_filename (pack, "never.rule", NULL);

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (pack, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, rule, -1, &error));
  cs_check_files_set_installed (folder);
  return folder;
}

static void
remove_rules (const char *folder)
{
  g_autofree char *pack = g_build_filename (folder, "basic", NULL);
  g_autofree char *path = g_build_filename (pack, "never.rule", NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (pack), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  cs_check_files_set_installed (NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *rules = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  rules = make_rules ();
#define ADD(path, function) \
  g_test_add ("/office/edits/" path, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("every-member", test_every_member);
  ADD ("after-approval", test_edit_after_approval);
  ADD ("signed-bytes", test_signed_bytes);
  ADD ("no-change", test_no_change);
  ADD ("not-submitted-yet", test_not_submitted_yet);
  status = g_test_run ();
  remove_rules (rules);
  return status;
}
