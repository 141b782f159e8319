/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-picture-decode-private.h"
#include "cs-picture-words.h"

/* Programs that do not behave, in place of the one that decodes. */

static char *folder;

static char *
write_file (const char *name,
            const char *content,
            gssize      size)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, content, size, &error);
  g_assert_no_error (error);
  g_chmod (path, 0700);
  return path;
}

static CsPixels *
run_program (const char    *program,
             guint          wall_ms,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autofree char *input = write_file ("input", "GIF89a", -1);
  int fd = open (input, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  return cs_picture_decode_with (program, wall_ms, fd, NULL, cancellable, error);
}

static void
check_program (const char *script,
               CsError     code)
{
  g_autofree char *program = write_file ("program", script, -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPixels) pixels = run_program (program, 500, NULL, &error);

  g_assert_null (pixels);
  g_assert_error (error, CS_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

static void
test_misbehaving (void)
{
  static const struct
  {
    const char *script;
    CsError     code;
  } cases[] = {
    { "#!/bin/sh\nkill -SEGV $$\n", CS_ERROR_PICTURE_CRASHED },
    { "#!/bin/sh\nkill -SYS $$\n", CS_ERROR_PICTURE_CRASHED },
    { "#!/bin/sh\nexit 1\n", CS_ERROR_PICTURE_CRASHED },
    { "#!/bin/sh\nexit 0\n", CS_ERROR_PICTURE_CRASHED },
    { "#!/bin/sh\nkill -XCPU $$\n", CS_ERROR_PICTURE_TOO_SLOW },
    { "#!/bin/sh\nkill -KILL $$\n", CS_ERROR_PICTURE_NO_MEMORY },
    { "#!/bin/sh\nexec sleep 100\n", CS_ERROR_PICTURE_TOO_SLOW },
    { "#!/bin/sh\nexec cat /dev/zero\n", CS_ERROR_PICTURE_CRASHED },
    { "#!/bin/sh\necho CSPIXEL1\n", CS_ERROR_PICTURE_CRASHED },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPixels) pixels = NULL;

  g_test_summary ("A decoder that crashes, hangs, is killed or talks nonsense gives each its own error");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_program (cases[i].script, cases[i].code);
  pixels = run_program ("/nonexistent/countersign-decoder", 500, NULL, &error);
  g_assert_null (pixels);
  g_assert_error (error, CS_ERROR, CS_ERROR_NO_DECODER);
}

/* A program that writes @head and @n_pixels bytes behind it. */
static char *
make_writer (const CsPictureAnswer *answer,
             gsize                  n_pixels)
{
  gsize size = CS_PICTURE_ANSWER_BYTES + n_pixels;
  g_autofree guint8 *bytes = g_malloc0 (size);
  g_autofree char *path = NULL;
  g_autofree char *script = NULL;

  cs_picture_answer_write (answer, bytes);
  path = write_file ("answer", (const char *) bytes, (gssize) size);
  script = g_strdup_printf ("#!/bin/sh\nexec cat '%s'\n", path);
  return write_file ("program", script, -1);
}

static void
test_lying (void)
{
  CsPictureAnswer honest = { CS_PICTURE_TAKEN, CS_PICTURE_PNG, 0, 4, 4, 4, 4, 3, 0, "" };
  CsPictureAnswer huge = honest, none = honest, flat = honest;
  static const int differences[] = { 0, -1, 1 };
  static const int codes[] = { 0, CS_ERROR_PICTURE_CRASHED, CS_ERROR_PICTURE_CRASHED };

  g_test_summary ("Sizes out of bounds, pixels missing and pixels too many are noticed");
  huge.width = CS_PICTURE_KEPT_SIDE + 1;
  none.height = 0;
  flat.channels = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *program = make_writer (&honest, (gsize) (48 + differences[i]));
      g_autoptr(GError) error = NULL;
      g_autoptr(CsPixels) pixels = run_program (program, 5000, NULL, &error);

      if (codes[i] == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, CS_ERROR, codes[i]);
    }
  for (gsize i = 0; i < 3; i++)
    {
      const CsPictureAnswer *answers[] = { &huge, &none, &flat };
      g_autofree char *program = make_writer (answers[i], 48);
      g_autoptr(GError) error = NULL;
      g_autoptr(CsPixels) pixels = run_program (program, 5000, NULL, &error);

      g_assert_null (pixels);
      g_assert_error (error, CS_ERROR, CS_ERROR_PICTURE_CRASHED);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *program = write_file ("program", "#!/bin/sh\nexec sleep 100\n", -1);
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPixels) pixels = run_program (program, 60000, cancellable, &error);

  g_test_summary ("Who cancels does not wait for the decoder");
  g_thread_join (thread);
  g_assert_null (pixels);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_job (void)
{
  static const char *const bad[] = {
    "", "[]", "{", "{\"turns\":4}", "{\"turns\":-1}", "{\"turns\":\"1\"}", "{\"crop\":[0,0,0,5]}", "{\"crop\":[0,0,5]}", "{\"crop\":[-1,0,5,5]}",
    "{\"crop\":[0,0,5,99999]}", "{\"max_side\":0}", "{\"max_side\":5000}", "{\"mirrored\":1}", "{\"redactions\":[1]}", "{\"other\":1}",
  };
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  g_autoptr(CsPictureJob) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *json_again = NULL;
  const CsBox box = { 1, 2, 3, 4 };

  g_test_summary ("A job goes through JSON and back; what is out of bounds is refused");
  job->turns = 3;
  job->mirrored = TRUE;
  job->max_side = 100;
  job->crop = box;
  g_array_append_val (job->redactions, box);
  json = cs_picture_job_to_json (job);
  again = cs_picture_job_parse (json, &error);
  g_assert_no_error (error);
  json_again = cs_picture_job_to_json (again);
  g_assert_cmpstr (json, ==, json_again);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) refusal = NULL;

      g_assert_null (cs_picture_job_parse (bad[i], &refusal));
      g_assert_error (refusal, CS_ERROR, CS_ERROR_INVALID);
    }
}

static void
test_words (void)
{
  CsPictureFacts facts = CS_PICTURE_HAD_POSITION | CS_PICTURE_HAD_CAMERA | CS_PICTURE_HAD_AUTHOR | CS_PICTURE_TURNED;
  g_autofree char *nicks = cs_picture_facts_to_nicks (CS_PICTURE_FACTS_ALL);
  g_autofree char *taking = cs_picture_describe_taking (facts, 6000, 4000, 4096, 2731);
  g_autofree char *nothing = cs_picture_describe_taking (0, 10, 10, 10, 10);
  CsPictureLoss loss = { 3100000, 900000, 4096, 2731, 2890, 1927, 82, FALSE };
  g_autofree char *lost = cs_picture_describe_loss (&loss);

  g_test_summary ("What was done to a picture is told in words");
  g_assert_cmpint (cs_picture_facts_from_nicks (nicks), ==, CS_PICTURE_FACTS_ALL);
  g_assert_cmpstr (taking, ==, "Removed: position, camera, author; turned upright; 6000 × 4000 → 4096 × 2731 pixels");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_nonnull (strstr (lost, "quality 82; 4096 × 2731 → 2890 × 1927 pixels"));
}

static void
remove_files (void)
{
  static const char *const names[] = { "input", "program", "answer" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("decode-XXXXXX", NULL);
  g_test_add_func ("/drawing/picture-decode/misbehaving", test_misbehaving);
  g_test_add_func ("/drawing/picture-decode/lying", test_lying);
  g_test_add_func ("/drawing/picture-decode/cancelled", test_cancelled);
  g_test_add_func ("/drawing/picture-decode/job", test_job);
  g_test_add_func ("/drawing/picture-decode/words", test_words);
  status = g_test_run ();
  remove_files ();
  return status;
}
