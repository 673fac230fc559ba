namespace OcopMarket.Registry.Certificates;

/// <summary>Puts the certificates of one product in order: a later one takes the place of an earlier one from its first day.</summary>
internal static class CertificateTimeline
{
    /// <summary>
    /// Sets <see cref="Certificate.SupersededFrom"/> of each from the others; safe to repeat. Two that start on the same day cannot be put
    /// in order: then the number of the second is returned and nothing is changed.
    /// </summary>
    public static string? Settle(IEnumerable<Certificate> ofOneProduct)
    {
        var inOrder = ofOneProduct.OrderBy(c => c.ValidFrom).ThenBy(c => c.RecordedAt).ToList();
        var living = inOrder.Where(c => !(c.RevokedFrom <= c.ValidFrom)).ToList();
        for (var i = 1; i < living.Count; i++)
        {
            if (living[i].ValidFrom == living[i - 1].ValidFrom)
            {
                return living[i].Number;
            }
        }

        // One withdrawn before its first day never came; one withdrawn on it had taken its forerunner's place, and does not give it back.
        var came = inOrder.Where(c => !(c.RevokedFrom < c.ValidFrom)).ToList();
        foreach (var certificate in came)
        {
            var next = came.Where(c => c.ValidFrom > certificate.ValidFrom).Select(c => (DateOnly?)c.ValidFrom).Min();
            certificate.SupersededFrom = next <= certificate.Dates.Term && !(certificate.RevokedFrom <= next) ? next : null;
        }

        return null;
    }
}
