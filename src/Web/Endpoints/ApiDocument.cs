using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using Microsoft.OpenApi;

namespace OcopMarket.Web.Endpoints;

/// <summary>A query parameter as the OpenAPI document describes it.</summary>
/// <param name="Many">May be repeated or hold several values separated by commas.</param>
internal sealed record ApiParameter(string Name, JsonSchemaType Type, long? Least = null, long? Most = null, IReadOnlyList<string>? Values = null, bool Many = false, long? Default = null);

/// <summary>The words and parameters of the OpenAPI document, in the reader's language.</summary>
internal static class ApiDocument
{
    public static void AddMarketApi(this IServiceCollection services)
        => services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, context, _) =>
        {
            var text = context.ApplicationServices.GetRequiredService<IStringLocalizer<ApiText>>();
            document.Info = new OpenApiInfo
            {
                Title = text["Title"], Version = "v1", Description = text["Description"],
                License = new OpenApiLicense { Name = OpenData.LicenceName, Url = new Uri(OpenData.LicenceAddress) },
            };
            return Task.CompletedTask;
        }));

    /// <summary>Names the operation and describes its parameters; their texts are <c>Op.name</c> and <c>Param.name</c>.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, params ApiParameter[] parameters)
        => endpoint.WithName(name).AddOpenApiOperationTransformer((operation, context, _) =>
        {
            var text = context.ApplicationServices.GetRequiredService<IStringLocalizer<ApiText>>();
            (operation.Summary, operation.Description) = (text[$"Op.{name}"], text[$"Op.{name}.Text"]);
            operation.Parameters ??= [];
            foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            {
                parameter.Description = text[$"Param.{parameter.Name}"];
            }

            foreach (var parameter in parameters)
            {
                operation.Parameters.Add(new OpenApiParameter { Name = parameter.Name, In = ParameterLocation.Query, Description = text[$"Param.{parameter.Name}"], Schema = Schema(parameter) });
            }

            return Task.CompletedTask;
        });

    private static OpenApiSchema Schema(ApiParameter parameter)
    {
        var one = new OpenApiSchema { Type = parameter.Type, Enum = parameter.Values is { } values ? [.. values.Select(v => (JsonNode)JsonValue.Create(v))] : null };
        if (parameter.Type is JsonSchemaType.String)
        {
            one.MaxLength = (int?)parameter.Most;
        }
        else
        {
            (one.Minimum, one.Maximum) = (parameter.Least?.ToString(CultureInfo.InvariantCulture), parameter.Most?.ToString(CultureInfo.InvariantCulture));
        }

        one.Default = parameter.Default is { } number ? JsonValue.Create(number) : null;
        return parameter.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one;
    }
}
