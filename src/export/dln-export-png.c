/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG files: red, green and blue, rows as they are, deflated at level 3. Scenes are flat areas, on
 * which filters cost more time than they save; cairo's own writer filters, deflates at level 6 and
 * takes four times as long (PNG Specification, third edition, sections 9 and 10). */
#define G_LOG_DOMAIN "dateline-export"
#include "config.h"

#include "export/dln-export-private.h"

#include <png.h>

#define LEVEL 3
#define CHUNK (1 << 18) /* bytes of an IDAT, which libpng gathers in memory */

static void
write_cb (png_structp png,
          png_bytep   data,
          png_size_t  length)
{
  g_byte_array_append (png_get_io_ptr (png), data, length);
}

static void
flush_cb (png_structp png)
{
}

static void
write_rows (png_structp   png,
            const guint8 *pixels,
            gsize         stride,
            guint         width,
            guint         height,
            guint8       *row) /* [width * 3], scratch */
{
  for (guint y = 0; y < height; y++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (pixels + y * stride);

      for (guint x = 0; x < width; x++)
        {
          row[3 * x] = from[x] >> 16 & 0xff;
          row[3 * x + 1] = from[x] >> 8 & 0xff;
          row[3 * x + 2] = from[x] & 0xff;
        }
      png_write_row (png, row);
    }
}

/**
 * _dln_export_write_png:
 * @pixels: [@height] rows of [@width] pixels, 0xXXRRGGBB in the machine's order
 * @stride: bytes from one row to the next
 * @width: pixels, more than 0
 * @height: pixels, more than 0
 *
 * The same pixels give the same bytes. Time: O(pixels)
 *
 * Returns: (transfer full) (nullable): the file; %NULL if libpng failed
 */
GBytes *
_dln_export_write_png (const guint8 *pixels,
                       gsize         stride,
                       guint         width,
                       guint         height)
{
  g_autofree guint8 *row = g_malloc ((gsize) width * 3);
  GByteArray *bytes = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png != NULL ? png_create_info_struct (png) : NULL;
  volatile gboolean done = FALSE;

  if (info != NULL && setjmp (png_jmpbuf (png)) == 0) /* libpng comes back here on an error */
    {
      png_set_write_fn (png, bytes, write_cb, flush_cb);
      png_set_IHDR (png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                    PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
      png_set_filter (png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
      png_set_compression_level (png, LEVEL);
      png_set_compression_buffer_size (png, CHUNK);
      png_write_info (png, info);
      write_rows (png, pixels, stride, width, height, row);
      png_write_end (png, info);
      done = TRUE;
    }
  png_destroy_write_struct (&png, &info);
  if (done)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}
