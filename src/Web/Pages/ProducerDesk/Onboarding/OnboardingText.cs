namespace OcopMarket.Web.Pages.ProducerDesk.Onboarding;

/// <summary>Names the texts in <c>OnboardingText.resx</c>; the officers' side of an application uses them too.</summary>
internal sealed class OnboardingText;
