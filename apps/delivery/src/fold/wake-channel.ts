/** The channel on which a commit of the fold wakes every delivery process of this database. */
export const WAKE_CHANNEL = 'holdfast_delivery';
