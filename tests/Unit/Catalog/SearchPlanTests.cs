using OcopMarket.Catalog.Search;

namespace OcopMarket.Tests.Unit.Catalog;

public sealed class SearchPlanTests
{
    private static readonly PhraseTable Phrases = Table();

    [Fact]
    public void Words_without_marks_must_all_be_there_in_any_tone()
    {
        var plan = SearchPlanReader.Read("mat ong", Phrases);

        Assert.Equal("'mat' & 'ong'", Tsquery.Match(plan));
        Assert.Equal("('mat' <-> 'ong')", Tsquery.Phrase(plan));
        Assert.Equal("mat ong", plan.Name);
        Assert.Null(plan.Marked);
    }

    [Fact]
    public void Words_with_marks_are_also_looked_for_with_them()
    {
        var plan = SearchPlanReader.Read("Mật ONG", Phrases);

        Assert.Equal("'mat' & 'ong'", Tsquery.Match(plan));
        Assert.Equal("'mật' & 'ong'", Tsquery.ExactAll(plan));
        Assert.Equal("('mật' <-> 'ong')", Tsquery.ExactPhrase(plan));
    }

    [Fact]
    public void A_synonym_widens_its_place_and_stays_in_the_phrase()
    {
        var plan = SearchPlanReader.Read("thịt heo", Phrases);

        Assert.Equal("'thit' & (('heo') | ('lon'))", Tsquery.Match(plan));
        Assert.Equal("'thit' & 'heo'", Tsquery.Literal(plan));
        Assert.Equal("('thit' <-> 'heo')", Tsquery.Phrase(plan));
    }

    [Theory]
    [InlineData("lạc", "(('lac') | ('dau' <-> 'phong'))")]
    [InlineData("lac", "(('lac') | ('dau' <-> 'phong'))")] // nothing has marks: letters are enough
    [InlineData("lác", "'lac'")] // another word
    [InlineData("mật lac", "'mat' & 'lac'")] // marks elsewhere: a bare syllable is meant as it is
    [InlineData("dau phong", "(('dau' <-> 'phong') | ('lac'))")]
    public void A_syllable_is_a_synonym_only_when_its_marks_agree(string query, string match) => Assert.Equal(match, Tsquery.Match(SearchPlanReader.Read(query, Phrases)));

    [Fact]
    public void The_longest_phrase_is_read_first()
        => Assert.Equal("(('lon' <-> 'gac' <-> 'bep') | ('heo' <-> 'gac' <-> 'bep'))", Tsquery.Match(SearchPlanReader.Read("lợn gác bếp", Phrases)));

    [Fact]
    public void Words_of_giving_ask_for_gifts_and_are_not_looked_for()
    {
        var plan = SearchPlanReader.Read("quà tết mật ong", Phrases);

        Assert.True(plan.Gift);
        Assert.Equal("'mat' & 'ong'", Tsquery.Match(plan));
        Assert.Equal("mat ong", plan.Name);
        Assert.False(SearchPlanReader.Read("qua tao", Phrases).Gift); // one bare syllable may be quả
    }

    [Fact]
    public void Words_of_a_set_filter_only()
    {
        var plan = SearchPlanReader.Read("lưu niệm", Phrases);

        Assert.Equal([21, 22], plan.Sets);
        Assert.True(plan.IsEmpty);
    }

    [Theory]
    [InlineData("đặc sản")]
    [InlineData("!!! ???")]
    [InlineData("😀😀")]
    [InlineData("\u0301\u0323")]
    [InlineData("")]
    public void Where_nothing_is_left_everything_is_an_answer(string query)
    {
        var plan = SearchPlanReader.Read(query, Phrases);

        Assert.True(plan.IsEmpty);
        Assert.False(plan.Gift);
        Assert.Empty(plan.Sets);
    }

    [Theory]
    [InlineData("' & | ! :* <->")]
    [InlineData("a' | 'b")]
    [InlineData("\\' ) ; drop table catalog.listings; --")]
    [InlineData("mật:*A & ong")]
    public void Signs_of_the_query_language_never_reach_the_database(string query)
        => Assert.Matches(@"^$|^'\w+'( & '\w+')*$", Tsquery.Match(SearchPlanReader.Read(query, Phrases)));

    [Fact]
    public void No_more_than_sixteen_words_are_looked_for()
        => Assert.Equal(16, Tsquery.Match(SearchPlanReader.Read(string.Join(' ', Enumerable.Range(1, 100)), Phrases)).Split(" & ").Length);

    private static PhraseTable Table()
    {
        var table = new PhraseTable();
        table.Add("quà tết", PhraseMeaning.Gift, [], []);
        table.Add("quà", PhraseMeaning.Gift, [], []);
        table.Add("lưu niệm", PhraseMeaning.Sets, [22, 21], []);
        table.Add("đặc sản", PhraseMeaning.Ignore, [], []);
        foreach (var group in new[] { new[] { "heo", "lợn" }, ["lạc", "đậu phộng"], ["lợn gác bếp", "heo gác bếp"] })
        {
            foreach (var term in group)
            {
                table.Add(term, PhraseMeaning.Synonym, [], group);
            }
        }

        return table;
    }
}
