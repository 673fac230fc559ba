namespace OcopMarket.Web.Pages.Account.SignIn;

/// <summary>Names the texts in <c>SignInText.resx</c>.</summary>
internal sealed class SignInText;
