//! A picture as a file: SVG as it was drawn, or PNG made from that same SVG.
//!
//! The letters of a PNG are those of Noto Sans, which the tool carries with it: a machine without fonts
//! gives the same picture. Nothing of this is loaded unless a PNG is asked for.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use thiserror::Error;

use bodemtoets_words::lang::Lang;

/// Dots of a PNG for each dot of a screen, of which an inch has 96: 300 dots to the inch, for print.
const DOTS: f32 = 300.0 / 96.0;

/// The family of the letters in a PNG.
pub(super) const FONT: &str = "Noto Sans";

/// A drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    svg: String,
}

/// The form of a picture as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// Lines and letters, which stay sharp at any size.
    Svg,
    /// Dots.
    Png,
}

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum NoPicture {
    /// The name of the file does not end in the name of a format.
    #[error("{0}")]
    Format(String),
    /// The SVG cannot be turned into dots.
    #[error("the drawing cannot be made into a PNG ({0}); ask for .svg instead")]
    Png(String),
}

impl PictureFormat {
    /// The format that the name of a file asks for.
    ///
    /// ```
    /// use bodemtoets_words::lang::Lang;
    /// use bodemtoets_report::PictureFormat;
    ///
    /// assert_eq!(PictureFormat::of("office.PNG".as_ref(), Lang::En).ok(), Some(PictureFormat::Png));
    /// let refused = PictureFormat::of("office.pdf".as_ref(), Lang::En).unwrap_err();
    /// assert_eq!(refused.to_string(), "cannot draw office.pdf: a picture is .svg or .png, not .pdf");
    /// ```
    ///
    /// # Errors
    /// When it asks for another one, or for none.
    pub fn of(path: &Path, lang: Lang) -> Result<Self, NoPicture> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            other => {
                let (name, found) = (path.display(), other.map(|extension| format!(".{extension}")));
                let found = found.as_deref().unwrap_or(lang.pick("zonder extensie", "without an extension"));
                Err(NoPicture::Format(match lang {
                    Lang::Nl => format!("kan {name} niet tekenen: een afbeelding is .svg of .png, niet {found}"),
                    Lang::En => format!("cannot draw {name}: a picture is .svg or .png, not {found}"),
                }))
            }
        }
    }
}

impl Picture {
    /// A picture of an SVG document.
    #[must_use]
    pub fn new(svg: String) -> Self {
        Self { svg }
    }

    /// The SVG document.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// What the file holds.
    ///
    /// # Errors
    /// When the SVG is none, or is too large for a PNG.
    pub fn bytes(&self, format: PictureFormat) -> Result<Cow<'_, [u8]>, NoPicture> {
        match format {
            PictureFormat::Svg => Ok(Cow::Borrowed(self.svg.as_bytes())),
            PictureFormat::Png => self.png().map(Cow::Owned),
        }
    }

    fn png(&self) -> Result<Vec<u8>, NoPicture> {
        let cannot = |why: &dyn std::fmt::Display| NoPicture::Png(why.to_string());
        let tree = Tree::from_str(&self.svg, &options()).map_err(|error| cannot(&error))?;
        let size = tree.size().to_int_size().scale_by(DOTS).ok_or_else(|| cannot(&"it is too large"))?;
        let mut dots = Pixmap::new(size.width(), size.height()).ok_or_else(|| cannot(&"it is too large"))?;
        dots.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(DOTS, DOTS), &mut dots.as_mut());
        dots.encode_png().map_err(|error| cannot(&error))
    }
}

/// The fonts that the tool carries, and no others: the fonts of a machine would change the picture.
fn options() -> Options<'static> {
    let mut fonts = fontdb::Database::new();
    for font in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FONT);
    Options { font_family: FONT.to_owned(), fontdb: Arc::new(fonts), ..Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTERS: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20">
        <text x="2" y="16" font-size="14" font-family="Unknown, sans-serif">mW</text></svg>"#;

    #[test]
    fn letters_come_out_without_fonts_on_the_machine() {
        let png = Picture::new(LETTERS.to_owned()).png().unwrap();
        let dots = Pixmap::decode_png(&png).unwrap();
        assert_eq!((dots.width(), dots.height()), (125, 63));
        assert!(dots.pixels().iter().filter(|dot| dot.red() < 64).count() > 200);
        assert!(dots.pixels().iter().all(|dot| dot.alpha() == 255), "the paper is white, not transparent");
    }

    #[test]
    fn what_is_no_svg_is_no_picture() {
        let refused = Picture::new("<svg".to_owned()).bytes(PictureFormat::Png).unwrap_err().to_string();
        assert!(refused.starts_with("the drawing cannot be made into a PNG ("), "{refused}");
        assert!(refused.ends_with("; ask for .svg instead"), "{refused}");
    }

    #[test]
    fn a_name_without_an_extension_says_so_in_both_languages() {
        let refused = |lang| PictureFormat::of("office".as_ref(), lang).unwrap_err().to_string();
        assert_eq!(refused(Lang::Nl), "kan office niet tekenen: een afbeelding is .svg of .png, niet zonder extensie");
        assert_eq!(refused(Lang::En), "cannot draw office: a picture is .svg or .png, not without an extension");
    }
}
