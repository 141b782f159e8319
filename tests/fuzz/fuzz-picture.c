/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-file-facts.h"
#include "fuzz.h"

/* What our own code reads around decoders: a file's parts and metadata, the answer's head, the job. */

static void
read_answer (const guint8 *data,
             gsize         size)
{
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  g_autoptr(GError) error = NULL;
  CsPictureAnswer answer;

  if (!cs_picture_answer_parse (data, size, job, &answer, &error))
    {
      g_assert_nonnull (error);
      return;
    }
  g_assert_cmpint (answer.width, <=, job->max_side);
  g_assert_cmpint (answer.height, <=, job->max_side);
  g_assert_true (g_utf8_validate (answer.detail, -1, NULL));
  g_assert_true (answer.refusal != CS_PICTURE_TAKEN || (answer.width > 0 && answer.height > 0 && answer.channels >= 3 && answer.channels <= 4));
}

static void
read_job (const guint8 *data,
          gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPictureJob) job = cs_picture_job_parse (text, &error);
  g_autoptr(CsPictureJob) again = NULL;
  g_autofree char *json = NULL;

  g_assert_true ((job == NULL) == (error != NULL));
  if (job == NULL)
    return;
  for (guint i = 0; i < job->redactions->len; i++)
    {
      CsBox box = g_array_index (job->redactions, CsBox, i);

      if (cs_box_clip (&box, 640, 480))
        g_assert_true (box.x >= 0 && box.y >= 0 && box.x + box.width <= 640 && box.y + box.height <= 480);
    }
  json = cs_picture_job_to_json (job);
  again = cs_picture_job_parse (json, &error);
  g_assert_no_error (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  CsFileFacts facts;

  cs_file_facts_read (data, size, &facts);
  g_assert_true (facts.format != CS_PICTURE_OTHER || !facts.whole);
  g_assert_cmpuint (facts.facts & ~(guint) CS_PICTURE_FACTS_ALL, ==, 0);
  read_answer (data, size);
  if (size < 65536)
    read_job (data, size);
  return 0;
}
