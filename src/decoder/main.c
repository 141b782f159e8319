/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-decoder-pixels.h"
#include "cs-decoder-sandbox.h"
#include "cs-file-facts.h"

/* countersign-decoder JOB < picture > answer
 *
 * Reads one picture that a stranger made, and writes its pixels: see core/cs-picture-job.h. It is started anew for each picture and has nothing to lose: if a decoder is taken over, it
 * can do nothing but write other pixels. */

static void
write_all (const guint8 *bytes,
           gsize         size)
{
  while (size > 0)
    {
      gssize written = write (STDOUT_FILENO, bytes, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        _exit (EXIT_FAILURE);
      bytes += written;
      size -= (gsize) written;
    }
}

static void
write_head (CsPictureAnswer *answer)
{
  guint8 head[CS_PICTURE_ANSWER_BYTES];
  struct rusage usage = { 0 };

  getrusage (RUSAGE_SELF, &usage);
  answer->peak_kib = (guint) usage.ru_maxrss;
  cs_picture_answer_write (answer, head);
  write_all (head, sizeof head);
}

/* What the libraries leave behind is of no interest: the process ends. */
G_NORETURN static void
end_with (CsPictureAnswer  *answer,
          CsPictureRefusal  refusal,
          const char       *detail)
{
  answer->refusal = refusal;
  if (detail != NULL)
    g_strlcpy (answer->detail, detail, sizeof answer->detail);
  write_head (answer);
  _exit (EXIT_SUCCESS);
}

/* GLib ends a program that gets no memory with this message; here that is an answer like any other. */
static GLogWriterOutput
log_cb (GLogLevelFlags   level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         unused)
{
  for (gsize i = 0; (level & G_LOG_LEVEL_ERROR) != 0 && i < n_fields; i++)
    {
      if (g_strcmp0 (fields[i].key, "MESSAGE") == 0 && strstr (fields[i].value, "failed to allocate") != NULL)
        {
          CsPictureAnswer answer = { 0 };

          end_with (&answer, CS_PICTURE_NO_MEMORY, "GLib got no memory");
        }
    }
  return G_LOG_WRITER_HANDLED;
}

static const guint8 *
map_input (gsize           *size,
           CsPictureAnswer *answer)
{
  struct stat status;
  void *data;

  if (fstat (STDIN_FILENO, &status) != 0 || !S_ISREG (status.st_mode))
    end_with (answer, CS_PICTURE_BROKEN, "the input is no ordinary file");
  if (status.st_size == 0)
    end_with (answer, CS_PICTURE_BROKEN, "the file is empty");
  if (status.st_size > CS_PICTURE_MAX_BYTES)
    end_with (answer, CS_PICTURE_TOO_LARGE, "too many bytes");

  *size = (gsize) status.st_size;
  data = mmap (NULL, *size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
  if (data == MAP_FAILED)
    end_with (answer, CS_PICTURE_NO_MEMORY, "the input cannot be mapped");
  return data;
}

static void
check_facts (const CsFileFacts *facts,
             CsPictureAnswer   *answer)
{
  answer->facts = facts->facts;
  if (facts->n_scans > CS_PICTURE_MAX_SCANS)
    end_with (answer, CS_PICTURE_TOO_LARGE, "too many scans");
  if (!facts->whole)
    end_with (answer, CS_PICTURE_BROKEN, "the file is cut off");
}

static void
write_pixels (GdkPixbuf       *pixbuf,
              CsPictureAnswer *answer)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  gsize row;

  answer->width = gdk_pixbuf_get_width (pixbuf);
  answer->height = gdk_pixbuf_get_height (pixbuf);
  answer->channels = gdk_pixbuf_get_n_channels (pixbuf);
  row = (gsize) answer->width * (gsize) answer->channels;
  write_head (answer);
  if (row == stride)
    write_all (pixels, row * (gsize) answer->height);
  for (gsize y = 0; row != stride && y < (gsize) answer->height; y++)
    write_all (pixels + y * stride, row);
}

int
main (int    argc,
      char **argv)
{
  CsPictureAnswer answer = { 0 };
  CsFileFacts facts;
  CsPictureJob *job;
  GdkPixbufLoader *loader;
  GdkPixbuf *pixbuf;
  const guint8 *data;
  gsize size = 0;

  g_log_set_writer_func (log_cb, NULL, NULL);
  mallopt (M_ARENA_MAX, 1);
  if (!cs_decoder_limit ())
    end_with (&answer, CS_PICTURE_NO_SANDBOX, "no limits");
  if (argc != 2 || (job = cs_picture_job_parse (argv[1], NULL)) == NULL)
    end_with (&answer, CS_PICTURE_BAD_JOB, "one argument: the job as JSON");

  data = map_input (&size, &answer);
  answer.format = cs_file_facts_tell_format (data, size);
  if (answer.format == CS_PICTURE_OTHER)
    end_with (&answer, CS_PICTURE_BROKEN, "neither JPEG, PNG, WebP, GIF, HEIC nor AVIF");
  if ((loader = cs_decoder_find_loader (answer.format)) == NULL)
    end_with (&answer, CS_PICTURE_NO_LOADER, "no loader is installed");
  if (!cs_decoder_lock_in ())
    end_with (&answer, CS_PICTURE_NO_SANDBOX, "no filter of system calls");

  /* From here on, whatever the file does to what reads it stays in here. */
  cs_file_facts_read (data, size, &facts);
  check_facts (&facts, &answer);
  if ((pixbuf = cs_decoder_make_pixels (loader, data, facts.n_first > 0 ? facts.n_first : size, facts.n_first > 0, job, &answer)) == NULL)
    end_with (&answer, answer.refusal, NULL);
  write_pixels (pixbuf, &answer);
  _exit (EXIT_SUCCESS);
}
