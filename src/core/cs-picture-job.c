/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-error.h"
#include "cs-picture-job.h"

CsPictureJob *
cs_picture_job_new (void)
{
  CsPictureJob *job = g_new0 (CsPictureJob, 1);

  job->max_side = CS_PICTURE_KEPT_SIDE;
  job->redactions = g_array_new (FALSE, FALSE, sizeof (CsBox));
  return job;
}

CsPictureJob *
cs_picture_job_copy (const CsPictureJob *job)
{
  CsPictureJob *copy;

  g_return_val_if_fail (job != NULL, NULL);

  copy = g_memdup2 (job, sizeof *job);
  copy->redactions = g_array_copy (job->redactions);
  return copy;
}

void
cs_picture_job_free (CsPictureJob *job)
{
  if (job == NULL)
    return;

  g_array_unref (job->redactions);
  g_free (job);
}

gboolean
cs_picture_job_changes (const CsPictureJob *job)
{
  g_return_val_if_fail (job != NULL, FALSE);

  return job->mirrored || job->turns != 0 || job->redactions->len > 0 || job->crop.width > 0;
}

static void
turn_box (CsBox *box,
          int    height)
{
  *box = (CsBox) { height - box->y - box->height, box->x, box->height, box->width };
}

void
cs_picture_job_turn (CsPictureJob *job,
                     int           height)
{
  g_return_if_fail (job != NULL);

  job->turns = (job->turns + 1) & 3;
  if (job->crop.width > 0)
    turn_box (&job->crop, height);
  for (guint i = 0; i < job->redactions->len; i++)
    turn_box (&g_array_index (job->redactions, CsBox, i), height);
}

void
cs_picture_job_flip (CsPictureJob *job,
                     int           width)
{
  g_return_if_fail (job != NULL);

  /* Mirrored first and turned then: a mirror behind the turns is one before them and the turns the other way. */
  job->mirrored = !job->mirrored;
  job->turns = (4 - job->turns) & 3;
  if (job->crop.width > 0)
    job->crop.x = width - job->crop.x - job->crop.width;
  for (guint i = 0; i < job->redactions->len; i++)
    {
      CsBox *box = &g_array_index (job->redactions, CsBox, i);

      box->x = width - box->x - box->width;
    }
}

/* --- the job as JSON --- */

static void
append_box (GString     *json,
            const CsBox *box)
{
  g_string_append_printf (json, "[%d,%d,%d,%d]", box->x, box->y, box->width, box->height);
}

char *
cs_picture_job_to_json (const CsPictureJob *job)
{
  GString *json = g_string_new ("{");

  g_return_val_if_fail (job != NULL, NULL);

  if (job->crop.width > 0)
    {
      g_string_append (json, "\"crop\":");
      append_box (json, &job->crop);
      g_string_append_c (json, ',');
    }
  g_string_append_printf (json, "\"max_side\":%d,\"mirrored\":%s,\"redactions\":[",
                          job->max_side, job->mirrored ? "true" : "false");
  for (guint i = 0; i < job->redactions->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_box (json, &g_array_index (job->redactions, CsBox, i));
    }
  g_string_append_printf (json, "],\"turns\":%u}", job->turns);
  return g_string_free (json, FALSE);
}

static gboolean
set_bad (GError    **error,
         const char *what)
{
  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A picture's job: %s", what);
  return FALSE;
}

static gboolean
read_number (JsonNode *node,
             gint64    least,
             gint64    most,
             int      *number)
{
  gint64 value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  if (value < least || value > most)
    return FALSE;
  *number = (int) value;
  return TRUE;
}

static gboolean
read_box (JsonNode *node,
          CsBox    *box)
{
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  return json_array_get_length (array) == 4 &&
         read_number (json_array_get_element (array, 0), 0, CS_PICTURE_MAX_SIDE, &box->x) &&
         read_number (json_array_get_element (array, 1), 0, CS_PICTURE_MAX_SIDE, &box->y) &&
         read_number (json_array_get_element (array, 2), 1, CS_PICTURE_MAX_SIDE, &box->width) &&
         read_number (json_array_get_element (array, 3), 1, CS_PICTURE_MAX_SIDE, &box->height);
}

static gboolean
read_redactions (CsPictureJob *job,
                 JsonNode     *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  if (json_array_get_length (array) > CS_PICTURE_MAX_REDACTIONS)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      CsBox box;

      if (!read_box (json_array_get_element (array, i), &box))
        return FALSE;
      g_array_append_val (job->redactions, box);
    }
  return TRUE;
}

static gboolean
read_member (CsPictureJob *job,
             const char   *name,
             JsonNode     *node)
{
  int turns;

  if (g_str_equal (name, "crop"))
    return read_box (node, &job->crop);
  if (g_str_equal (name, "max_side"))
    return read_number (node, 1, CS_PICTURE_KEPT_SIDE, &job->max_side);
  if (g_str_equal (name, "redactions"))
    return read_redactions (job, node);
  if (g_str_equal (name, "mirrored"))
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return FALSE;
      job->mirrored = json_node_get_boolean (node);
      return TRUE;
    }
  if (g_str_equal (name, "turns") && read_number (node, 0, 3, &turns))
    {
      job->turns = (guint) turns;
      return TRUE;
    }
  return FALSE;
}

CsPictureJob *
cs_picture_job_parse (const char *json,
                      GError    **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  g_autoptr(GError) local_error = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  g_return_val_if_fail (json != NULL, NULL);

  if (!json_parser_load_from_data (parser, json, -1, &local_error))
    {
      set_bad (error, local_error->message);
      return NULL;
    }
  if ((node = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      set_bad (error, "not an object");
      return NULL;
    }

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &node))
    {
      if (!read_member (job, name, node))
        {
          set_bad (error, name);
          return NULL;
        }
    }
  return g_steal_pointer (&job);
}

gboolean
cs_box_clip (CsBox *box,
             int    width,
             int    height)
{
  int right, bottom;

  g_return_val_if_fail (box != NULL, FALSE);

  right = MIN (box->x + box->width, width);
  bottom = MIN (box->y + box->height, height);
  box->x = MAX (box->x, 0);
  box->y = MAX (box->y, 0);
  box->width = right - box->x;
  box->height = bottom - box->y;
  return box->width > 0 && box->height > 0;
}

/* --- the answer --- */

static const char magic[8] = { 'C', 'S', 'P', 'I', 'X', 'E', 'L', '1' };

/* Where the numbers stand, each in four bytes, the least first. */
enum
{
  AT_REFUSAL = 8,
  AT_FORMAT = 12,
  AT_FACTS = 16,
  AT_SOURCE_WIDTH = 20,
  AT_SOURCE_HEIGHT = 24,
  AT_WIDTH = 28,
  AT_HEIGHT = 32,
  AT_CHANNELS = 36,
  AT_PEAK = 40,
  AT_DETAIL = 48,
};

static void
put (guint8 *bytes,
     gsize   at,
     guint32 number)
{
  number = GUINT32_TO_LE (number);
  memcpy (bytes + at, &number, sizeof number);
}

static guint32
get (const guint8 *bytes,
     gsize         at)
{
  guint32 number;

  memcpy (&number, bytes + at, sizeof number);
  return GUINT32_FROM_LE (number);
}

void
cs_picture_answer_write (const CsPictureAnswer *answer,
                         guint8                *bytes)
{
  g_return_if_fail (answer != NULL);
  g_return_if_fail (bytes != NULL);

  memset (bytes, 0, CS_PICTURE_ANSWER_BYTES);
  memcpy (bytes, magic, sizeof magic);
  put (bytes, AT_REFUSAL, answer->refusal);
  put (bytes, AT_FORMAT, answer->format);
  put (bytes, AT_FACTS, answer->facts);
  put (bytes, AT_SOURCE_WIDTH, (guint32) answer->source_width);
  put (bytes, AT_SOURCE_HEIGHT, (guint32) answer->source_height);
  put (bytes, AT_WIDTH, (guint32) answer->width);
  put (bytes, AT_HEIGHT, (guint32) answer->height);
  put (bytes, AT_CHANNELS, (guint32) answer->channels);
  put (bytes, AT_PEAK, answer->peak_kib);
  g_strlcpy ((char *) bytes + AT_DETAIL, answer->detail, sizeof answer->detail);
}

static gboolean
read_side (const guint8 *bytes,
           gsize         at,
           int           most,
           int          *side)
{
  guint32 number = get (bytes, at);

  if (number == 0 || number > (guint32) most)
    return FALSE;
  *side = (int) number;
  return TRUE;
}

static gboolean
read_sizes (const guint8       *bytes,
            const CsPictureJob *job,
            CsPictureAnswer    *answer)
{
  answer->channels = (int) get (bytes, AT_CHANNELS);
  return read_side (bytes, AT_SOURCE_WIDTH, CS_PICTURE_MAX_SIDE, &answer->source_width) &&
         read_side (bytes, AT_SOURCE_HEIGHT, CS_PICTURE_MAX_SIDE, &answer->source_height) &&
         read_side (bytes, AT_WIDTH, job->max_side, &answer->width) &&
         read_side (bytes, AT_HEIGHT, job->max_side, &answer->height) &&
         (answer->channels == 3 || answer->channels == 4);
}

gboolean
cs_picture_answer_parse (const guint8       *bytes,
                         gsize               size,
                         const CsPictureJob *job,
                         CsPictureAnswer    *answer,
                         GError            **error)
{
  const char *detail;

  g_return_val_if_fail (bytes != NULL || size == 0, FALSE);
  g_return_val_if_fail (job != NULL, FALSE);
  g_return_val_if_fail (answer != NULL, FALSE);

  memset (answer, 0, sizeof *answer);
  if (size < CS_PICTURE_ANSWER_BYTES || memcmp (bytes, magic, sizeof magic) != 0)
    return set_bad (error, "the answer does not begin as one");
  if (get (bytes, AT_REFUSAL) >= CS_N_PICTURE_REFUSALS || get (bytes, AT_FORMAT) >= CS_N_PICTURE_FORMATS ||
      (get (bytes, AT_FACTS) & ~(guint32) CS_PICTURE_FACTS_ALL) != 0)
    return set_bad (error, "the answer has unknown values");

  answer->refusal = (CsPictureRefusal) get (bytes, AT_REFUSAL);
  answer->format = (CsPictureFormat) get (bytes, AT_FORMAT);
  answer->facts = (CsPictureFacts) get (bytes, AT_FACTS);
  answer->peak_kib = get (bytes, AT_PEAK);
  if (answer->refusal == CS_PICTURE_TAKEN && !read_sizes (bytes, job, answer))
    return set_bad (error, "the answer's sizes are out of bounds");

  detail = (const char *) bytes + AT_DETAIL;
  for (gsize i = 0; i + 1 < sizeof answer->detail && detail[i] != '\0'; i++)
    answer->detail[i] = g_ascii_isprint (detail[i]) ? detail[i] : '?';
  return TRUE;
}

const char *
cs_picture_format_name (CsPictureFormat format)
{
  switch (format)
    {
    case CS_PICTURE_JPEG:
      return "JPEG";
    case CS_PICTURE_PNG:
      return "PNG";
    case CS_PICTURE_WEBP:
      return "WebP";
    case CS_PICTURE_GIF:
      return "GIF";
    case CS_PICTURE_HEIF:
      return "HEIC";
    case CS_PICTURE_AVIF:
      return "AVIF";
    case CS_PICTURE_OTHER:
      break;
    }

  return "?";
}
