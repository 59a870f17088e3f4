/** Words of the variants of a project. */

export const variants = {
  variantsTitle: ['Varianten naast elkaar', 'Variants side by side'],
  variantsEmpty: ['Nog geen varianten. Toets een plaats en kies “Als variant”; verander iets, en kies het nog eens.', 'No variants yet. Screen a place and choose “As variant”; change something, and choose it again.'],
  variantsHow: ['Wat per variant verschilt, is gemarkeerd. De varianten blijven in deze browser.', 'What differs between variants is marked. The variants stay in this browser.'],
  asVariant: ['Als variant', 'As variant'],
  variantKept: ['Bewaard als variant {number}.', 'Kept as variant {number}.'],
  variantNumber: ['Variant {number}', 'Variant {number}'],
  variantDiffers: ['verschilt', 'differs'],
  variantAnswer: ['Antwoord', 'Answer'],
  variantApplication: ['Aanvraag', 'Application'],
  variantPlace: ['Plaats', 'Place'],
  variantAllowed: ['Mag zeker tot', 'Certainly allowed to'],
  variantSettles: ['Wat het openhoudt', 'What keeps it open'],
  variantNoPayback: ['Of het zich terugverdient, staat bij Rendement.', 'Whether it pays stands under Performance.'],
  variantOnly: ['Toon alleen wat verschilt', 'Show only what differs'],
} as const;
